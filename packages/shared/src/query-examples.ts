/** Questions that show what the graph answers. The workbench offers them, and a test runs each on the demo's data. */
import { label, type Label } from './dictionary';

export interface QueryExample {
  key: string;
  folder: Label;
  name: Label;
  document: string;
  variables?: Readonly<Record<string, unknown>>;
}

const lists = label('列表与筛选', 'Lists and filters');
const related = label('跨记录的条件', 'Conditions on related records');
const time = label('日期与提醒', 'Dates and reminders');
const money = label('金额', 'Money');
const trail = label('历史与字典', 'History and dictionary');

export const queryExamples: readonly QueryExample[] = [
  {
    key: 'first-customers',
    folder: lists,
    name: label('最近更新的客户', 'Customers changed last'),
    document: `query RecentCustomers($first: Int = 20) {
  customers(first: $first, orderBy: [{ updatedAt: { direction: DESC } }]) {
    totalCount
    nodes { name code grade region owner { name } updatedAt }
  }
}`,
  },
  {
    key: 'by-name',
    folder: lists,
    name: label('按名称或拼音查客户', 'Find customers by name or pinyin'),
    document: `query FindCustomers($text: String!) {
  customers(search: $text, first: 20) {
    nodes { name shortName unifiedSocialCreditCode switchboard }
  }
}`,
    variables: { text: '机电' },
  },
  {
    key: 'grade-and-region',
    folder: lists,
    name: label('某省的 A、B 级客户', 'Customers of grade A or B in a province'),
    document: `query GradedInRegion($region: String!, $grades: [String!]!) {
  customers(
    filter: { region: { startsWith: $region }, grade: { in: $grades } }
    orderBy: [{ grade: { direction: ASC } }, { name: { direction: ASC } }]
    first: 50
  ) {
    totalCount
    nodes { name grade region industry scale owner { name } }
  }
}`,
    variables: { region: '44', grades: ['A', 'B'] },
  },
  {
    key: 'cooperating',
    folder: lists,
    name: label('合作中、未列入黑名单的客户', 'Active customers that are not blacklisted'),
    document: `query Cooperating($stage: RelationshipStage!, $channel: CustomerChannel) {
  customers(
    filter: { relationshipStage: { eq: $stage }, not: { blacklisted: { eq: true } }, channel: { eq: $channel } }
    first: 50
  ) {
    totalCount
    nodes { name relationshipStage channel tags firstDealOn }
  }
}`,
    variables: { stage: 'COOPERATING', channel: 'AGENCY' },
  },
  {
    key: 'incomplete',
    folder: lists,
    name: label('缺少关键信息的客户', 'Customers with key facts missing'),
    document: `query Incomplete {
  customers(
    filter: {
      or: [
        { website: { isNull: true } }
        { industry: { isNull: true } }
        { contacts: { none: {} } }
      ]
    }
    first: 50
  ) {
    totalCount
    nodes { name website industry contacts(first: 1) { totalCount } owner { name } }
  }
}`,
  },
  {
    key: 'some-contract',
    folder: related,
    name: label('有大额履行中合同的客户', 'Customers with a large contract in performance'),
    document: `query WithLargeContract($amount: Decimal!) {
  customers(
    filter: { contracts: { some: { amount: { gte: $amount }, performanceStatus: { eq: PERFORMING } } } }
    first: 50
  ) {
    totalCount
    nodes {
      name
      grade
      contracts(filter: { performanceStatus: { eq: PERFORMING } }, orderBy: [{ amount: { direction: DESC } }], first: 3) {
        totalCount
        nodes { number name amount { amount currency } expiresOn }
      }
    }
  }
}`,
    variables: { amount: '1000000' },
  },
  {
    key: 'no-contract',
    folder: related,
    name: label('还没有签过合同的客户', 'Customers without any contract'),
    document: `query WithoutContract {
  customers(filter: { contracts: { none: {} } }, first: 50) {
    totalCount
    nodes { name relationshipStage createdAt owner { name } }
  }
}`,
  },
  {
    key: 'many-contracts',
    folder: related,
    name: label('合同最多的客户', 'Customers with many contracts'),
    document: `query ManyContracts($least: Int!) {
  customers(filter: { contracts: { count: { gte: $least } } }, first: 50) {
    totalCount
    nodes { name grade contracts(first: 1) { totalCount } }
  }
}`,
    variables: { least: 3 },
  },
  {
    key: 'decision-makers',
    folder: related,
    name: label('A 级客户的决策人', 'Decision makers of grade A customers'),
    document: `query DecisionMakers($role: DecisionRole!, $grade: String!) {
  contacts(
    filter: { decisionRole: { eq: $role }, employmentStatus: { eq: EMPLOYED }, customer: { grade: { eq: $grade } } }
    orderBy: [{ customer: { name: { direction: ASC } } }]
    first: 50
  ) {
    totalCount
    nodes { name title mobile customer { name grade } }
  }
}`,
    variables: { role: 'DECISION_MAKER', grade: 'A' },
  },
  {
    key: 'customer-file',
    folder: related,
    name: label('客户全貌：联系人、合同、评估', 'A customer with contacts, contracts and assessments'),
    document: `query CustomerFile($text: String!) {
  customers(search: $text, first: 1) {
    nodes {
      name
      grade
      owner { name }
      primaryContact { name mobile }
      contacts(first: 5) { nodes { name title isPrimary } }
      contracts(first: 5, orderBy: [{ signedOn: { direction: DESC } }]) {
        nodes { number name amount { amount } performanceStatus items(first: 5) { nodes { product quantity } } }
      }
      assessments(first: 3) { nodes { assessedOn total grade } }
    }
  }
}`,
    variables: { text: '公司' },
  },
  {
    key: 'expiring',
    folder: time,
    name: label('即将到期的合同', 'Contracts about to expire'),
    document: `query Expiring($within: RelativeRange!) {
  contracts(
    filter: { expiresOn: { relative: $within }, performanceStatus: { in: [SIGNED, PERFORMING] } }
    orderBy: [{ expiresOn: { direction: ASC } }]
    first: 50
  ) {
    totalCount
    nodes { number name expiresOn amount { amount currency } customer { name } owner { name } }
  }
}`,
    variables: { within: 'NEXT_90_DAYS' },
  },
  {
    key: 'overdue-reviews',
    folder: time,
    name: label('复评已过期的客户', 'Customers whose review is overdue'),
    document: `query OverdueReviews {
  customers(filter: { nextReviewOn: { relative: PAST } }, orderBy: [{ nextReviewOn: { direction: ASC } }], first: 50) {
    totalCount
    nodes { name grade nextReviewOn latestAssessment { assessedOn total } owner { name } }
  }
}`,
  },
  {
    key: 'signed-between',
    folder: time,
    name: label('一段时间内签订的合同', 'Contracts signed between two days'),
    document: `query SignedBetween($from: Date!, $to: Date!) {
  contracts(filter: { signedOn: { between: { from: $from, to: $to } } }, orderBy: [{ signedOn: { direction: DESC } }], first: 50) {
    totalCount
    nodes { number name type signedOn amount { amount currency } customer { name region } }
  }
}`,
    variables: { from: '2025-01-01', to: '2026-12-31' },
  },
  {
    key: 'silent',
    folder: time,
    name: label('今年新建的客户', 'Customers new this year'),
    document: `query NewThisYear {
  customers(filter: { createdAt: { relative: THIS_YEAR } }, orderBy: [{ createdAt: { direction: DESC } }], first: 50) {
    totalCount
    nodes { name source channel createdAt owner { name } }
  }
}`,
  },
  {
    key: 'largest-capital',
    folder: money,
    name: label('注册资本最高的客户', 'Customers with the largest capital'),
    document: `query LargestCapital($least: Decimal!) {
  customers(
    filter: { registeredCapital: { gte: $least, currency: "CNY" } }
    orderBy: [{ registeredCapital: { direction: DESC } }]
    first: 20
  ) {
    nodes { name registeredCapital { amount currency } annualRevenue { amount currency } headcount scale }
  }
}`,
    variables: { least: '10000000' },
  },
  {
    key: 'figures',
    folder: money,
    name: label('本页数字：执行中合同与本月新增', 'Figures of the home page'),
    document: `query Figures {
  homeBoard { amountInForce { amount currency } }
  all: customers { totalCount }
  thisMonth: customers(filter: { createdAt: { relative: THIS_MONTH } }) { totalCount }
  inForce: contracts(filter: { timeState: { eq: IN_FORCE } }) { totalCount }
}`,
  },
  {
    key: 'assessments',
    folder: money,
    name: label('评分最高的评估', 'Assessments with the best scores'),
    document: `query BestAssessments($grade: String) {
  assessments(filter: { grade: { eq: $grade } }, orderBy: [{ total: { direction: DESC } }], first: 20) {
    nodes { total grade assessedOn customer { name } scorecard { name } assessor { name } }
  }
}`,
    variables: { grade: 'A' },
  },
  {
    key: 'changes-by-person',
    folder: trail,
    name: label('近三十天谁改了什么', 'Who changed what in the last thirty days'),
    document: `query ChangesByPerson {
  changeGroups(
    by: [{ actor: { name: true } }, { entity: true }]
    filter: { at: { relative: LAST_30_DAYS } }
    orderBy: [{ count: { direction: DESC } }]
  ) {
    nodes { keys count }
    truncated
  }
}`,
  },
  {
    key: 'dictionary',
    folder: trail,
    name: label('数据字典：客户有哪些字段', 'Dictionary: the fields of a customer'),
    document: `query Dictionary($entity: String!) {
  entityInfo(name: $entity) {
    name
    label { zh en }
    fields { name kind label { zh en } required options { value label { zh } } }
  }
}`,
    variables: { entity: 'Customer' },
  },
];
