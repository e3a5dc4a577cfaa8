import { newcomer } from './names.mjs';
import { managersPeople, sampleCustomers, walkTo } from './samples.mjs';

/** Filters differ from request to request: a plan or a page that happens to be warm must not decide. */
/** Spans that hold nearly all contracts, none twice. */
const spans = Array.from({ length: 12 }, (_, i) => ({
  from: `1990-01-${String(i + 1).padStart(2, '0')}`,
  to: '2099-12-31',
}));

export const gradeSets = ['A', 'B', 'C', 'D', 'A,B', 'A,C', 'B,C', 'B,D', 'C,D', 'A,B,C', 'B,C,D'];

/** Pages of lengths like that of a list, none twice. */
const lengths = Array.from({ length: 11 }, (_, i) => 45 + i);

const facts = 'id name code grade region industry registeredCapital { amount currency } updatedAt';
const byGrade = 'filter: { grade: { in: $grades } }';
const latest = 'orderBy: [{ updatedAt: { direction: DESC } }]';

const listDocument = `query List($grades: [String!]) { customers(${byGrade}, ${latest}, first: 50) { nodes { ${facts} } } }`;
const latestDocument = `query Latest($first: Int!) { customers(${latest}, first: $first) { nodes { ${facts} } } }`;
// what a range adds by itself, asked by somebody without one; nothing else, as two conditions may be read apart from the server
const ofOwnersDocument = `query OfOwners($owners: [ID!], $first: Int!) { customers(filter: { owner: { id: { in: $owners } } }, ${latest}, first: $first) { nodes { ${facts} } } }`;
const countDocument = `query Count($grades: [String!]) { customers(${byGrade}) { totalCount } }`;
const recordDocument = `query Record($id: ID!) { customer(id: $id) { ${facts}
  contacts(first: 20) { nodes { id name title mobile email isPrimary } }
  contracts(first: 20) { nodes { id number name signedOn expiresOn amount { amount currency } approvalStatus performanceStatus } }
  assessments(first: 10) { nodes { id assessedOn grade comment } } } }`;
const nestedDocument = `query Nested($grades: [String!]) { customers(${byGrade}, ${latest}, first: 50) { nodes { id name grade
  primaryContact { id name mobile }
  contracts(first: 3, orderBy: [{ signedOn: { direction: DESC } }]) { nodes { id number name signedOn amount { amount currency } } }
  latestAssessment { id assessedOn grade } } } }`;
const pageDocument = `query Page($after: String) { customers(${latest}, first: 20, after: $after) { nodes { id name updatedAt } } }`;
const searchDocument = 'query Search($text: String!) { customers(search: $text, first: 20) { nodes { id name } } }';
const figuresDocument = `query Figures($from: Date!, $to: Date!) { contracts(filter: { signedOn: { between: { from: $from, to: $to } } }) { aggregate {
  count sum { amount { amount currency } } avg { amount { amount currency } } max { signedOn } } } }`;
const groupsDocument = `query Groups($from: Date!, $to: Date!) { contractGroups(filter: { signedOn: { between: { from: $from, to: $to } } },
  by: [{ signedOn: MONTH }, { customer: { grade: true } }], first: 1000) { nodes { keys count aggregate { sum { amount { amount currency } } } } } }`;
const createDocument = `mutation Create($input: CustomerInput!) { createCustomer(input: $input) { customer { id name } userErrors { code message } } }`;

export const graph = (query, variables) => ({ query, variables });

/** Single questions for who mixes them otherwise. */
export const lists = gradeSets.map((set) => graph(listDocument, { grades: set.split(',') }));
export const figures = spans.map((span) => graph(figuresDocument, span));
export const groups = spans.map((span) => graph(groupsDocument, span));

const path = (door, params) => `${door}?${new URLSearchParams(params)}`;
const pairs = (keys, ours, floor) => keys.map((key) => ({ ours: ours(key), floor: floor(key) }));

/**
 * The questions, each as pairs of the same question to both sides. `same` answers are compared before anything is measured.
 * `other` names what the second side is when it is not the floor's answer to the same question. `scan`: its second side looks at every
 * row, so it runs in a process of its own, a few times one after the other. `heavy`: both sides look at every row, and both are asked
 * one after the other, for as long as a round lasts.
 */
export async function prepareQuestions(archive, { pages }) {
  const gradePairs = (query, door) =>
    pairs(
      gradeSets,
      (set) => graph(query, { grades: set.split(',') }),
      (set) => path(door, { grades: set }),
    );
  const sample = await sampleCustomers(archive);
  const position = await walkTo(archive, pages * 20);
  const owners = await managersPeople(archive);
  return [
    { name: 'list, 50 × 8 fields', same: true, pairs: gradePairs(listDocument, '/list') },
    {
      name: 'record, 3 nested lists',
      same: true,
      pairs: pairs(
        sample,
        ({ id }) => graph(recordDocument, { id }),
        ({ id }) => path('/record', { id }),
      ),
    },
    { name: 'list of 50, 3 nested', same: true, pairs: gradePairs(nestedDocument, '/nested') },
    {
      name: 'list within a range',
      same: true,
      pairs: gradeSets.map((set) => ({
        ours: graph(listDocument, { grades: set.split(',') }),
        floor: path('/within', { grades: set, owners }),
        manager: true,
      })),
    },
    {
      name: 'range to its condition asked for',
      other: 'asked without one',
      same: true,
      pairs: lengths.map((first) => ({
        ours: graph(latestDocument, { first }),
        second: graph(ofOwnersDocument, { first, owners: owners.split(',').map((id) => `usr_${id}`) }),
        manager: true,
      })),
    },
    { name: 'count with a filter', same: true, pairs: gradePairs(countDocument, '/count') },
    {
      name: 'aggregate of contracts',
      same: true,
      heavy: true,
      pairs: pairs(
        spans,
        (span) => graph(figuresDocument, span),
        (span) => path('/figures', span),
      ),
    },
    {
      name: 'groups by month and grade',
      same: true,
      heavy: true,
      pairs: pairs(
        spans,
        (span) => graph(groupsDocument, span),
        (span) => path('/groups', span),
      ),
    },
    {
      name: `page ${pages + 1} by cursor`,
      same: true,
      pairs: [
        {
          ours: graph(pageDocument, { after: position.cursor }),
          floor: path('/after', { at: position.updatedAt, id: position.id }),
        },
      ],
    },
    {
      name: `page ${pages + 1} to page 1`,
      other: 'page 1',
      pairs: [{ ours: graph(pageDocument, { after: position.cursor }), second: graph(pageDocument, { after: null }) }],
    },
    {
      name: 'search, 2 characters',
      other: 'LIKE scan',
      scan: true,
      pairs: pairs(
        sample,
        ({ piece }) => graph(searchDocument, { text: piece }),
        ({ piece }) => path('/like', { text: piece }),
      ),
    },
    {
      name: 'search, pinyin initials',
      other: 'LIKE scan',
      scan: true,
      pairs: pairs(
        sample,
        ({ initials }) => graph(searchDocument, { text: initials }),
        ({ piece }) => path('/like', { text: piece }),
      ),
    },
    { name: 'create a customer', other: 'bare inserts', fresh: newCustomer },
  ];
}

function newCustomer() {
  const one = newcomer();
  const input = {
    name: one.name,
    code: one.code,
    unifiedSocialCreditCode: one.credit,
    region: '310000',
    industry: 'C',
    registeredCapital: { amount: '1000000', currency: 'CNY' },
    establishedOn: '2015-06-01',
    headcount: 120,
  };
  return { ours: graph(createDocument, { input }), floor: path('/create', newcomer()) };
}
