import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { signIn } from '../../lib/server-process.mjs';
import { made } from './conflicts.mjs';
import { give } from '../rights.mjs';

/** The auditor looks as somebody from whom fields are kept back. */
const kept = [
  { field: 'ContractItem.unitPrice', right: 'MASKED' },
  { field: 'Customer.registeredCapital', right: 'HIDDEN' },
  { field: 'Customer.switchboard', right: 'MASKED' },
  { field: 'Customer.headcount', right: 'READ' },
  { field: 'Contact.mobile', right: 'MASKED' },
];

/** Finds the records that the places show, and makes what the demo does not have. */
export async function prepared(stage) {
  const found = await stage.ask(
    'manager',
    `{ customers(first: 1, filter: { contracts: { count: { gte: 2 } }, assessments: { count: { gte: 1 } }, switchboard: { isNull: false }, headcount: { isNull: false } }) { nodes { id name version } }
       contracts(first: 1, filter: { items: { count: { gte: 1 } } }) { nodes { id } }
       scorecards(first: 1) { nodes { id } }
       dashboards(first: 1) { nodes { id } }
       roles(first: 1, filter: { code: { eq: "MANAGER" } }) { nodes { id } }
       users(first: 2, filter: { roles: { has: "SALES" }, active: { eq: true } }, orderBy: [{ userName: { direction: DESC } }]) { nodes { id } }
       sales: users(first: 1, filter: { userName: { eq: "sales" } }) { nodes { id } }
       analyst: users(first: 1, filter: { userName: { eq: "analyst" } }) { nodes { id } } }`,
  );
  const [customer] = found.customers.nodes;
  const id = (name) => found[name].nodes[0]?.id;
  const sealed = await stage.ask(
    'credit',
    '{ customers(first: 1, filter: { bankAccounts: { count: { gte: 1 } } }) { nodes { id } } }',
  );
  await give(stage, kept, { userName: 'auditor', code: 'KEPT_BACK', range: 'ALL' });
  await changed(stage, customer);
  await collaborators(stage, customer.id, [id('sales'), id('analyst')]);
  await exported(stage);
  await ran(stage);
  await published(stage);
  return {
    customer: customer.id,
    customerName: customer.name,
    contract: id('contracts'),
    scorecard: id('scorecards'),
    board: id('dashboards'),
    role: id('roles'),
    salesId: id('sales'),
    sealed: sealed.customers.nodes[0].id,
    draft: await draftOf(stage, customer.id),
    ...(await made(stage, customer.id)),
    handover: await handedOver(stage, found.users.nodes),
    job: await imported(stage),
  };
}

/** The outcome of a mutation called `it`, which must go well. */
async function doIt(stage, userName, mutation, variables) {
  const { it } = await stage.ask(userName, mutation, variables);
  assert.deepEqual(it.userErrors, []);
  return it;
}

async function changed(stage, { id, version }) {
  await doIt(
    stage,
    'admin',
    'mutation($id: ID!, $v: Int!) { it: updateCustomer(id: $id, expectedVersion: $v, patch: { website: "https://www.example.cn" }) { userErrors { message } } }',
    { id, v: version },
  );
}

async function collaborators(stage, customerId, people) {
  const until = [null, '2030-12-31'];
  for (const [at, userId] of people.entries()) {
    const { it } = await stage.ask(
      'manager',
      'mutation($i: CollaboratorInput!) { it: createCollaborator(input: $i) { userErrors { code } } }',
      { i: { customerId, userId, access: at ? 'READ' : 'EDIT', until: until[at] } },
    );
    // the owner needs no collaboration; then there is one person fewer to be seen
    assert.ok(it.userErrors.length < 2);
  }
}

async function draftOf(stage, customerId) {
  const item = (product, unitPrice, rest) => ({ product, unit: '件', quantity: '10', unitPrice, ...rest });
  const { contract } = await doIt(
    stage,
    'admin',
    'mutation($i: ContractInput!) { it: createContract(input: $i) { contract { id } userErrors { message } } }',
    {
      i: {
        customerId,
        name: '年度轴承供货合同',
        items: [item('深沟球轴承', '12.5'), item('圆锥滚子轴承（重载系列）', '86'), item('安装与调试服务', '12000')],
      },
    },
  );
  return contract.id;
}

async function handedOver(stage, [from, to]) {
  const { handover } = await doIt(
    stage,
    'admin',
    'mutation($f: ID!, $t: ID!) { it: handOverCustomers(fromUserId: $f, toUserId: $t, reason: "转岗到华南大区", keepCollaboratorUntil: "2030-06-30") { handover { id } userErrors { message } } }',
    { f: from.id, t: to.id },
  );
  return handover.id;
}

/** An import that brought one row in and could not read the others. */
async function imported(stage) {
  const headers = { cookie: await signIn(stage.url, 'manager'), 'x-requested-with': 'dossier' };
  const body = new FormData();
  body.set('onDuplicate', 'SKIP');
  const lines = [
    '客户名称,统一社会信用代码,注册资本,成立日期,联系人,手机',
    '台州启帆模具试验有限公司,,1200万元,2015年3月5日,周敏,13800138000',
    '台州缺信试验有限公司,12345,很多钱,不知道,,',
    '宁波错日试验有限公司,,300万元,2015-13-40,孙立,1380013',
    ',,100万元,,,',
  ];
  body.set('file', new Blob([lines.join('\n')]), '客户名单.csv');
  const { id } = await (await fetch(`${stage.url}/imports`, { method: 'POST', headers, body })).json();
  await until(async () => {
    const { status } = await (await fetch(`${stage.url}/imports/${id}`, { headers })).json();
    return status !== 'QUEUED' && status !== 'RUNNING';
  });
  return id;
}

/** An export whose file is not where it should be. */
async function exported(stage) {
  await doIt(
    stage,
    'manager',
    'mutation { it: startExport(input: { list: "customers", columns: ["name"], format: CSV, title: "客户" }) { userErrors { message } } }',
  );
  await until(async () => {
    const { exportJobs } = await stage.ask('manager', '{ exportJobs(first: 5) { nodes { status } } }');
    return exportJobs.nodes.every(({ status }) => status === 'DONE' || status === 'EXPIRED');
  });
  rmSync(path.join(stage.folder, 'data/exports'), { recursive: true, force: true });
}

/** The schedule of the demo, run once. */
async function ran(stage) {
  const { querySchedules } = await stage.ask('analyst', '{ querySchedules(first: 1) { nodes { id version } } }');
  const [{ id }] = querySchedules.nodes;
  await doIt(stage, 'analyst', 'mutation($id: ID!) { it: runQuerySchedule(id: $id) { userErrors { message } } }', {
    id,
  });
}

/** A saved query of two versions, of which the first is published. */
export const versioned = '客户复评提醒';
async function published(stage) {
  const document = (first) =>
    `{ customers(first: ${first}, filter: { nextReviewOn: { relative: PAST } }) { nodes { name } } }`;
  const fields = 'savedQuery { id version } userErrors { message }';
  const made = await doIt(
    stage,
    'analyst',
    `mutation($i: SavedQueryInput!) { it: createSavedQuery(input: $i) { ${fields} } }`,
    { i: { name: versioned, document: document(50), visibility: 'PRIVATE' } },
  );
  const { savedQuery } = await doIt(
    stage,
    'analyst',
    `mutation($id: ID!, $v: Int!) { it: publishSavedQuery(id: $id, expectedVersion: $v, name: "overdue-reviews") { ${fields} } }`,
    { id: made.savedQuery.id, v: made.savedQuery.version },
  );
  await doIt(
    stage,
    'analyst',
    `mutation($id: ID!, $v: Int!, $p: SavedQueryPatch!) { it: updateSavedQuery(id: $id, expectedVersion: $v, patch: $p) { ${fields} } }`,
    { id: savedQuery.id, v: savedQuery.version, p: { document: document(100) } },
  );
}

async function until(done) {
  for (let at = 0; at < 150; at++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it is not done within 15 s');
}
