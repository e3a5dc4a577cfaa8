import 'reflect-metadata';
import {
  checkCreditCode,
  bankAccountFields,
  contractFields,
  contactFields,
  contractItemFields,
  contractRules,
  customerFields,
  customerRules,
  defaultScorecard,
  isInput,
  judgeResidentIdentity,
  nameCore,
  parseInput,
  passesLuhn,
  type Fields,
  type Rule,
} from '@dossier/shared';
import { regionName } from '@dossier/shared/regions';
import { buildModels } from '../../app/schema';
import { zoneClock } from '../../platform/context/clock';
import type { Values } from '../../platform/db/columns';
import { isRawId } from '../../platform/db/id';
import { recordFields } from '../../platform/query/models';
import { Calendar } from './calendar';
import { coreOf, creditCodeOf } from './company';
import { firstCharacters, secondCharacters, trades } from './data/trades';
import type { CustomerFile } from './customer-file';
import type { RecordHistory } from './history';
import { Random } from './random';
import { recordId } from './record-id';
import { demandOf } from './season';
import { newKeyring } from '../../platform/secret/keyring';
import { openValue } from '../../platform/secret/seal-values';
import { SealedSecret } from '../../platform/secret/sealed-secret';
import { fileOf } from './seed.service';
import type { Setting } from './staff';
import { storyCount } from './stories';
import type { World } from './world';

const models = buildModels();
const secrets = newKeyring();
const anchor = Date.parse('2026-11-21T06:30:00.000Z');
const id = (digit: string) => digit.repeat(26);
const setting: Setting = {
  staff: { administrator: id('0'), manager: id('1'), sales: [id('2'), id('3')] },
  scorecardId: id('4'),
  scoring: defaultScorecard,
};
const world = (seed = 7): World => ({
  seed,
  models,
  secrets,
  calendar: new Calendar(zoneClock('Asia/Shanghai'), anchor, '2026-11-21'),
  ...setting,
});
const invent = (indexes: readonly number[], seed?: number): CustomerFile[] => {
  const own = world(seed);
  return indexes.map((index) => fileOf(own, setting, index));
};
const recordsOf = (file: CustomerFile): RecordHistory[] => [
  file.customer,
  ...file.contacts,
  ...file.contracts.flatMap(({ contract, items }) => [contract, ...items]),
  ...file.assessments,
  ...file.accounts,
];
const told = (files: readonly CustomerFile[]) =>
  JSON.stringify(files.map((file) => recordsOf(file).map((record) => [record.stored(), record.steps()])));
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

const files = invent([...range(0, 260), ...range(1990, 2100), ...range(150_000, 150_040)]);
const records = files.flatMap(recordsOf);

const plain = (value: unknown): string | null =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)
    ? null
    : typeof value === 'string' || value instanceof SealedSecret
      ? String(value)
      : JSON.stringify(value);

/** A record's values with what is sealed in them opened. */
const opened = ({ model, id, values }: RecordHistory): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value instanceof SealedSecret ? openValue({ secrets }, model, name, { id, sealed: value.sealed }) : value,
    ]),
  );

/** What in a trail does not lead to the record, or is out of order. */
function trailFaults(record: RecordHistory): string[] {
  const faults: string[] = [];
  const replayed = new Map<string, string | null>();
  let last = 0;
  record.steps().forEach(({ at, version, changes }, i) => {
    if (version !== i + 1) faults.push(`version ${version}`);
    if (at < last || at > anchor) faults.push(`moment of version ${version}`);
    last = at;
    for (const { field, before, after } of changes) {
      if ((replayed.get(field) ?? null) !== before) faults.push(`${field} before version ${version}`);
      replayed.set(field, after);
    }
  });
  for (const [field, { kind }] of Object.entries(record.model.dictionary)) {
    if (kind === 'ref' || !(field in record.values) || field in recordFields) continue;
    if ((replayed.get(field) ?? null) !== plain(record.values[field])) faults.push(`${field} in the end`);
  }
  return faults;
}

describe('invented files', () => {
  it('come out the same for the same seed, in any order, and otherwise for another', () => {
    expect(told(invent([5, 30, 2500]))).toBe(told(invent([2500, 30, 5]).reverse()));
    expect(told(invent([30]))).not.toBe(told(invent([30], 8)));
  });

  it('keep every rule of the data dictionary, in the form that is stored', () => {
    const judge = (fields: Fields, rules: readonly Rule[], record: RecordHistory) => {
      const values = opened(record);
      const input = Object.fromEntries(
        Object.entries(fields)
          .filter(([name, field]) => isInput(field) && values[name] !== null)
          .map(([name]) => [name, values[name]]),
      );
      const result = parseInput(fields, input, { mode: 'create', today: '2026-11-21', rules });
      if (!result.ok) return result.errors.map(({ code, path }) => `${code} ${path.join('.')}`);
      // what the rules made of it is what was there
      expect(Object.fromEntries(Object.keys(input).map((name) => [name, (result.value as Values)[name]]))).toEqual(
        input,
      );
      return [];
    };
    const faults = files.flatMap((file) => [
      ...judge(customerFields, customerRules, file.customer).map((fault) => [file.index, fault]),
      ...file.contacts.flatMap((contact) => judge(contactFields, [], contact)),
      ...file.accounts.flatMap((account) => judge(bankAccountFields, [], account)),
      ...file.contracts.flatMap(({ contract, items }) => [
        ...judge(contractFields, contractRules, contract),
        ...items.flatMap((item) => judge(contractItemFields, [], item)),
      ]),
    ]);
    // the story of the code that was kept with a reason
    expect(faults).toEqual([[2, 'CREDIT_CODE_CHECK_DIGIT unifiedSocialCreditCode']]);
    expect(files[2]!.customer.values.creditCodeOverrideReason).toBeTruthy();
  });

  it('tell in their trails how their values came about', () => {
    const faults = records.flatMap((record) =>
      trailFaults(record).map((fault) => `${record.model.name} ${record.id} ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it('belong together: children are no older than their customer, one primary contact, signatures in order', () => {
    for (const { customer, contacts, contracts, assessments } of files) {
      const began = customer.created.at;
      expect(contacts.filter(({ values }) => values.isPrimary)).toHaveLength(1);
      for (const child of [...contacts, ...contracts.map(({ contract }) => contract), ...assessments]) {
        expect(child.values.customerId).toBe(customer.id);
        expect(child.created.at).toBeGreaterThanOrEqual(began);
      }
      const signed = contracts
        .flatMap(({ contract }) => (contract.values.signedOn ? [contract.values.signedOn as string] : []))
        .sort();
      expect(customer.values.firstDealOn ?? null).toBe(signed[0] ?? null);
      if (signed.length) expect(['COOPERATING', 'PAUSED', 'LOST']).toContain(customer.values.relationshipStage);
      expect(customer.values.grade ?? null).toBe(assessments.at(-1)?.values.grade ?? null);
    }
  });
});

describe('the parts of a company', () => {
  it('have a valid code of their region that nobody else has', () => {
    const codes = new Set<string>();
    for (const { index, customer } of files.filter(({ index }) => index !== 2)) {
      const code = customer.values.unifiedSocialCreditCode as string;
      expect(checkCreditCode(code)).toMatchObject({ shape: true, check: true, organisationCheck: true });
      expect([code.slice(2, 8), regionName(code.slice(2, 8))]).toEqual([customer.values.region, expect.any(String)]);
      codes.add(code);
      expect(creditCodeOf(index, '110101')).not.toBe(creditCodeOf(index + 1, '110101'));
    }
    expect(codes.size).toBe(files.length - 1);
  });

  it('have names that no other index has, and that the duplicate search takes apart rightly', () => {
    const cores = new Set(
      range(0, 200_000).map((index) => {
        const { tradeName, trade } = coreOf(index);
        return tradeName + trade.word;
      }),
    );
    expect(cores.size).toBe(200_000);
    for (const [first] of firstCharacters)
      for (const [second] of secondCharacters)
        expect(nameCore(`苏州${first}${second}精密机械有限公司`)).toBe(`${first}${second}精密机械`);
    for (const { word } of trades) expect(nameCore(`恒信${word}（苏州）集团有限公司`)).toBe(`恒信${word}`);
    expect(files.slice(storyCount).every(({ customer }) => nameCore(customer.values.name as string).length >= 4)).toBe(
      true,
    );
  });

  it('have ids of their moment, in the form of all ids', () => {
    const random = new Random(1);
    expect(range(0, 50).every((i) => isRawId(recordId(anchor + i, random)))).toBe(true);
    expect(recordId(anchor, random) < recordId(anchor + 1, random)).toBe(true);
  });
});

it('orders follow the year', () => {
  expect(demandOf('2026-02-17', 2)).toBeLessThan(0.1);
  expect(demandOf('2026-12-15', 2)).toBe(1);
  expect(demandOf('2026-08-12', 3)).toBeLessThan(demandOf('2026-11-12', 4));
});

it('account and identity numbers have valid check digits, are nobody’s, and are sealed for their place', () => {
  const open = (record: RecordHistory, name: string) => String(opened(record)[name]);
  const accounts = files.flatMap((file) => file.accounts);
  const numbers = accounts.map((account) => open(account, 'accountNumber'));
  expect(numbers.length).toBeGreaterThan(files.length * 0.2);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const number of numbers)
    expect([number, number.startsWith('99'), passesLuhn(number)]).toEqual([number, true, true]);
  const holders = files.map((file) => file.customer).filter((one) => one.values.legalRepresentativeIdNumber);
  expect(holders.length).toBeGreaterThan(20);
  for (const one of holders) {
    const number = open(one, 'legalRepresentativeIdNumber');
    expect([number.slice(0, 2), judgeResidentIdentity(number)]).toEqual(['99', 'ok']);
  }
  for (const file of files) {
    const marked = file.accounts.filter(({ values }) => values.isDefault);
    expect(marked).toHaveLength(file.accounts.length > 0 ? 1 : 0);
  }
});
