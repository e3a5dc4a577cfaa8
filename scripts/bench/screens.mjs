import { ask } from '../lib/server-process.mjs';
import { gradeSets, graph, lists } from './questions.mjs';
import { sampleCustomers } from './samples.mjs';

/** What the console asks, screen by screen, in its own words: packages/web/src/graph/document.ts and features/*.graphql. */

/** A list's document, and the count beside it: a request of its own, so that rows show before it is known. */
const list = (type, plural, fields) =>
  `query ${type}List($filter: ${type}Filter, $orderBy: [${type}Order!], $first: Int) {
  ${plural}(filter: $filter, orderBy: $orderBy, first: $first, offset: 0) { nodes { id version ${fields} } } }`;
const count = (type, plural) =>
  `query ${type}Count($filter: ${type}Filter) { ${plural}(filter: $filter) { totalCount } }`;
const by = (...names) => names.map((name) => ({ [name]: { direction: 'DESC', nulls: 'LAST' } }));

const money = (name) => `${name} { amount currency }`;
const person = (name) => `${name} { id name deletedAt }`;

const customerList = list(
  'Customer',
  'customers',
  `name grade relationshipStage region industry ${money('registeredCapital')} primaryContact { id name mobile } ${person('owner')} updatedAt`,
);
const customerCount = count('Customer', 'customers');

const customerRecord = `query CustomerRecord($id: ID!) { customer(id: $id) { id version code name shortName formerNames
  unifiedSocialCreditCode creditCodeOverrideReason legacyRegistrationNumber legalRepresentative legalRepresentativePhone
  legalRepresentativeIdType legalRepresentativeIdNumber registrationType registrationStatus ${money('registeredCapital')}
  ${money('paidInCapital')} establishedOn businessTermFrom businessTermTo registrationAuthority businessScope type ownership channel
  industry scale scaleOverride scaleOverrideReason region route routeOrder grade tags source relationshipStage blacklisted
  blacklistReason addresses { kind region text postalCode } switchboard fax website email socialAccounts { platform account } headcount
  ${money('annualRevenue')} ${money('totalAssets')} profileYear serviceArea salesCapacity growthPotential businessPhilosophy policies
  managementTraits preferences specialRequirements remarks industryTrend marketShare marketShareMarket marketShareYear competitors
  majorCustomers majorSuppliers ${person('owner')} department nextReviewOn nextFollowUpAt firstDealOn lastInteractionAt tenure
  createdAt createdBy { id name } updatedAt updatedBy { id name } deletedAt
  primaryContact { id name title mobile officePhone email } latestAssessment { id total grade assessedOn }
  contacts { totalCount } contracts { totalCount } } }`;
const timeline = `query Changes($filter: ChangeFilter, $first: Int, $after: String) { changes(filter: $filter, first: $first, after: $after) {
  nodes { id at verb entity recordId version reason requestId actor { id name } changes { field before after } }
  pageInfo { hasNextPage endCursor } } }`;
const collaborators = `query CollaboratorsOfCustomer($customerId: ID!) { collaborators(first: 100, filter: { customer: { id: { eq: $customerId } } }) {
  nodes { id version access until user { id name } } } }`;
/** The lists that hang on a customer: type, plural, what a row shows, its order. */
const hanging = [
  [
    'Contract',
    'contracts',
    `name number ${money('amount')} approvalStatus performanceStatus timeState expiresOn`,
    by('signedOn'),
  ],
  [
    'Contact',
    'contacts',
    'name title mobile officePhone email isPrimary employmentStatus',
    [...by('isPrimary'), { name: { direction: 'ASC', nulls: 'LAST' } }],
  ],
  [
    'Assessment',
    'assessments',
    `assessedOn grade total ${person('scorecard')} ${person('assessor')} tags`,
    by('assessedOn'),
  ],
  [
    'BankAccount',
    'bankAccounts',
    'accountNumber bankName branch accountName purpose currency isDefault verified',
    by('isDefault', 'updatedAt'),
  ],
];

const homeDocument = `query Home { homeBoard { customers contacts contractsInForce amountInForce { amount currency } newCustomersThisMonth
  newCustomersLastMonth myCustomers grades { grade count } stages { stage count } regions { region name count }
  due { contractsExpiringIn7Days contractsExpiringIn30Days reviewsOverdue reviewsIn7Days followUpsOverdue followUpsIn7Days } } }`;
const thingsDocument = `query ThingsToLookAt { homeBoard { thingsToLookAt(first: 10) { kind severity title detail
  customer { id name } otherCustomer { id name } contract { id name } } } }`;
const recentDocument = `query RecentChanges { changes(first: 8, filter: { entity: { in: ["Customer", "Contact", "Contract", "Assessment"] } },
  orderBy: [{ at: { direction: DESC } }]) { nodes { id at verb entity recordId actor { id name } customer { id name } } } }`;

/** The customer list as it opens, and its count. */
const customersWhere = (filter) => [
  graph(customerList, { filter, orderBy: by('updatedAt'), first: 50 }),
  graph(customerCount, { filter }),
];

/** Everything the page of one customer asks. */
function customerPage({ id }) {
  const filter = { customer: { id: { eq: id } } };
  return [
    graph(customerRecord, { id }),
    graph(timeline, { first: 30, filter: { and: [filter] } }),
    graph(collaborators, { customerId: id }),
    ...hanging.flatMap(([type, plural, fields, orderBy]) => [
      graph(list(type, plural, fields), { filter, orderBy, first: 20 }),
      graph(count(type, plural), { filter }),
    ]),
  ];
}

/**
 * What people of the console wait for, each with the session it is asked in; its documents come in turns. `kept`: milliseconds for which the server may keep an
 * answer; a measurement begins when none is left.
 */
export async function prepareScreens({ url, cookie, managerCookie }) {
  const customers = await sampleCustomers({ url, cookie: managerCookie });
  return [
    { zh: '管理员的列表', name: 'list of the administrator', cookie, questions: lists },
    {
      zh: '经理的列表与总数',
      name: 'list of the manager',
      cookie: managerCookie,
      questions: [undefined, ...gradeSets.map((set) => ({ grade: { in: set.split(',') } }))].flatMap(customersWhere),
    },
    { zh: '客户页', name: 'customer page', cookie: managerCookie, questions: customers.flatMap(customerPage) },
    {
      zh: '首页',
      name: 'home page',
      cookie: managerCookie,
      questions: [homeDocument, thingsDocument, recentDocument].map((query) => graph(query)),
      kept: 10_000,
    },
    {
      zh: '名称中间的文字',
      name: 'text inside a name',
      cookie: managerCookie,
      questions: customers
        .flatMap(({ typed }) => typed)
        .flatMap((text) => customersWhere({ name: { contains: text } })),
    },
  ];
}

/** The name a document gives itself. */
export const nameOf = ({ query }) => /^query (\w+)/.exec(query)[1];

/** How many documents a screen has. */
export const documentsOf = ({ questions }) => new Set(questions.map(nameOf)).size;

/** Every document of a screen is asked once; throws when one of them is not answered. */
export async function proveScreen(url, screen) {
  for (const { query, variables } of screen.questions.slice(0, documentsOf(screen)))
    await ask(url, screen.cookie, query, variables);
}
