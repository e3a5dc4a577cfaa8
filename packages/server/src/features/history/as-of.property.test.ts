import fc from 'fast-check';
import { openTestApp, type TestApp } from '../../test/test-app';

// Random lives of a customer's file under a clock that goes on day by day. At the end of some days the file is photographed through
// the ordinary graph; asked as of that day, later, the graph must give the same picture.

let app: TestApp;
let now = Date.parse('2025-01-01T01:00:00.000Z');
const DAY = 86_400_000;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date(now) });
});
afterAll(() => app.close());

const stamps = 'id version createdAt updatedAt createdBy { id } updatedBy { id }';
const contactFields = `${stamps} name mobile isPrimary title reportsTo { id name title }`;
const itemFields = `${stamps} lineNo product quantity unitPrice amount { amount currency }`;
const contractFields = `${stamps} number name amount { amount currency } taxAmount { amount } effectiveOn expiresOn approvalStatus performanceStatus timeState items { totalCount nodes { ${itemFields} } }`;
const picture = `${stamps} name formerNames website registeredCapital { amount currency } tags addresses { kind text } relationshipStage
  tenure scale grade owner { id name } hiddenFields
  primaryContact { id name } latestAssessment { id total }
  contacts(first: 200) { totalCount nodes { ${contactFields} } pageInfo { hasNextPage } }
  contracts(first: 200) { totalCount nodes { ${contractFields} } }
  assessments(first: 200) { totalCount nodes { ${stamps} assessedOn total grade scores { dimension weighted } scorecard { id } } }
  changes(first: 200) { totalCount nodes { id verb } }`;

async function mutate(source: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await app.ask(`mutation ${source}`, variables);
  expect(errors).toBeUndefined();
  const [answer] = Object.values<any>(data);
  // what the rules do not take changes nothing, and that is part of life, too
  return answer;
}
async function file(id: string, asOf?: string): Promise<any> {
  const argument = asOf ? `, asOf: "${asOf}"` : '';
  const { data, errors } = await app.ask(`{ customer(id: "${id}"${argument}) { ${picture} } }`);
  expect(errors).toBeUndefined();
  return data.customer;
}
const present = async (id: string): Promise<any> =>
  (
    await app.ask(
      `{ customer(id: "${id}") { version contacts(first: 200) { nodes { id version } } contracts(first: 200) { nodes { id version approvalStatus items { nodes { id product quantity unitPrice } } } } assessments(first: 200) { nodes { id version } } } }`,
    )
  ).data.customer;
const bin = async (plural: string): Promise<any[]> =>
  (await app.ask(`{ ${plural}(deleted: true, first: 200) { nodes { id version } } }`)).data[plural].nodes;

type Step = { kind: string; n: number; day: boolean };
const kinds = [
  'rename',
  'fields',
  'clear',
  'stage',
  'contact',
  'contactEdit',
  'contactRemove',
  'contactRestore',
  'contract',
  'contractEdit',
  'contractStep',
  'contractRemove',
  'contractRestore',
  'assess',
  'assessRemove',
  'assessRestore',
  'customerRemove',
  'customerRestore',
  'restoreVersion',
] as const;
const steps = fc.array(
  fc.record({ kind: fc.constantFrom<string>(...kinds, 'contact', 'contract'), n: fc.nat(1000), day: fc.boolean() }),
  { minLength: 12, maxLength: 28 },
);
const e = 'userErrors { code }';
const pick = <T>(list: readonly T[] | undefined, n: number): T | undefined =>
  list?.length ? list[n % list.length] : undefined;
const bring = (name: string, record?: { id: string }) =>
  record && mutate(`{ restore${name}(id: "${record.id}") { ${e} } }`);
const remove = (name: string, record?: { id: string; version: number }) =>
  record && mutate(`{ remove${name}(id: "${record.id}", expectedVersion: ${record.version}) { ${e} } }`);

async function live(id: string, { kind, n }: Step): Promise<void> {
  const at = await present(id);
  if (kind === 'customerRestore') return void (at || (await bring('Customer', { id })));
  if (!at) return;
  const v = at.version as number;
  const patch = (type: string, recordId: string, version: number, value: object) =>
    mutate(
      `($p: ${type}Patch!) { update${type}(id: "${recordId}", expectedVersion: ${version}, patch: $p, overrides: [{ code: "CONTRACT_AMOUNT_MISMATCH", path: ["amount"], reason: "r" }]) { ${e} } }`,
      { p: value },
    );
  const contact = pick<any>(at.contacts.nodes, n);
  const contract = pick<any>(at.contracts.nodes, n);
  const line = (i: number) => ({ product: `产品${n}-${i}`, quantity: String((n % 9) + 1), unitPrice: `${n}.5` });
  switch (kind) {
    case 'rename':
      return void (await patch('Customer', id, v, { name: `杭州第${n}机械有限公司` }));
    case 'fields':
      return void (await patch('Customer', id, v, {
        website: `https://w${n}.example.com`,
        tags: [`t${n % 3}`],
        registeredCapital: { amount: `${n}.25` },
        headcount: n,
        ownerId: `usr_${[app.actors.SALES, app.actors.MANAGER][n % 2]!.userId}`,
        addresses: [{ kind: 'REGISTERED', text: `路${n}号` }],
      }));
    case 'clear':
      return void (await patch('Customer', id, v, { website: null, tags: [], registeredCapital: null, addresses: [] }));
    case 'stage':
      return void (await mutate(
        `{ changeCustomerStage(id: "${id}", expectedVersion: ${v}, stage: ${n % 2 ? 'INTERESTED' : 'COOPERATING'}, reason: "r") { ${e} } }`,
      ));
    case 'contact':
      return void (await mutate(`($i: ContactInput!) { createContact(input: $i) { ${e} } }`, {
        i: {
          customerId: id,
          name: `联系${n}`,
          isPrimary: n % 3 === 0,
          ...(contact ? { reportsToId: contact.id } : {}),
        },
      }));
    case 'contactEdit':
      return void (
        contact && (await patch('Contact', contact.id, contact.version, { title: `职${n}`, isPrimary: n % 2 === 0 }))
      );
    case 'contactRemove':
      return void (await remove('Contact', contact));
    case 'contactRestore':
      return void (await bring('Contact', pick(await bin('contacts'), n)));
    case 'contract':
      return void (await mutate(`($i: ContractInput!) { createContract(input: $i) { ${e} } }`, {
        i: {
          customerId: id,
          name: `合同${n}`,
          effectiveOn: '2025-01-05',
          expiresOn: '2025-03-01',
          taxRate: '13',
          items: [line(0), line(1)],
        },
      }));
    case 'contractEdit': {
      const kept = contract?.items.nodes[0];
      return void (
        contract &&
        (await patch('Contract', contract.id, contract.version, {
          name: `改${n}`,
          items: [line(2), ...(kept ? [kept] : [])],
        }))
      );
    }
    case 'contractStep': {
      const next: Record<string, string> = { DRAFT: 'submit', PENDING: 'approve', APPROVED: 'sign' };
      const verb = contract && next[contract.approvalStatus];
      return void (
        verb &&
        (await mutate(
          `{ ${verb}Contract(id: "${contract.id}", expectedVersion: ${contract.version}${verb === 'sign' ? ', signedOn: "2025-01-01"' : ''}) { ${e} } }`,
        ))
      );
    }
    case 'contractRemove':
      return void (await remove('Contract', contract));
    case 'contractRestore':
      return void (await bring('Contract', pick(await bin('contracts'), n)));
    case 'assess':
      return void (await mutate(`($i: AssessmentInput!) { createAssessment(input: $i) { ${e} } }`, {
        i: { customerId: id, comment: `评${n}` },
      }));
    case 'assessRemove':
      return void (await remove('Assessment', pick<any>(at.assessments.nodes, n)));
    case 'assessRestore':
      return void (await bring('Assessment', pick(await bin('assessments'), n)));
    case 'customerRemove':
      return void (await remove('Customer', { id, version: v }));
    case 'restoreVersion':
      return void (await mutate(
        `{ restoreVersion(recordId: "${id}", version: ${(n % v) + 1}, expectedVersion: ${v}) { ${e} } }`,
      ));
  }
}

test('a file asked as of a day is the file that was seen on that day', async () => {
  let seen = 0;
  let days = 0;
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(1e6), async (life, seed) => {
      const created = await mutate(`($i: CustomerInput!) { createCustomer(input: $i) { customer { id } ${e} } }`, {
        i: { name: `宁波起始${seed}-${days}有限公司`, website: 'https://start.example.com' },
      });
      const id = created.customer.id as string;
      const pictures = new Map<string, unknown>();
      const before = app.clock.today();
      for (const step of life) {
        now += 60_000;
        await live(id, step);
        if (!step.day) continue;
        pictures.set(app.clock.today(), await file(id));
        now += DAY * (1 + (step.n % 40));
        days++;
      }
      for (const [day, picture] of pictures) {
        if (picture) seen++;
        expect({ day, file: await file(id, day) }).toEqual({ day, file: picture });
      }
      const earlier = new Date(Date.parse(`${before}T00:00:00Z`) - DAY).toISOString().slice(0, 10);
      expect(await file(id, earlier)).toBeNull();
    }),
    { numRuns: 12 },
  );
  expect(seen).toBeGreaterThan(30);
}, 240_000);
