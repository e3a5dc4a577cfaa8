import {
  addDays,
  initialValues,
  normaliseKeyword,
  type CodeField,
  type Field,
  type Fields,
  type KeywordFormat,
  type Money,
} from '@dossier/shared';
import fc, { type Arbitrary } from 'fast-check';
import type { Values } from '../platform/db/columns';
import { removeMany } from '../platform/db/bin';
import { loadValues } from '../platform/db/stored';
import { createMany } from '../platform/db/write';
import type { EntityModel } from '../platform/query/model';
import { openTestApp, type TestApp } from './test-app';

/** Texts that have broken software before: width, case, accents, ligatures, wildcards, quotes, characters beyond 16 bits. */
export const texts = [
  '重庆长安汽车',
  '重庆长安',
  '长沙 ABC',
  'abc',
  'ABC',
  'ＡＢＣ',
  'Société',
  'SOCIÉTÉ',
  'societe',
  'e\u0301',
  'é',
  '100%',
  '100_',
  '100!',
  '1!%',
  '%',
  '_',
  '!',
  "O'Neil",
  'say "hi"',
  'a"b',
  'back\\slash',
  '\\%',
  '🏭工厂',
  '🏭',
  'ﬁne',
  'fine',
  'Straße',
  'STRASSE',
  'İstanbul',
  'ΑΣ',
  '𠮷野',
  'Ａ1',
  'a b',
  'a  b',
  'Ⅲ',
  '㈱三菱',
  'z',
  '中',
];
const keywords = [
  'KH-1',
  'kh-1',
  'A_1',
  'a%b',
  "o'x",
  'back\\s',
  '!1',
  'ABC',
  'abc',
  '%',
  '~',
  'abc@example.com',
  'a_b@example.com',
  '13800138000',
  '021-66554433',
  '+85221234567',
  'https://example.com/Ab_c%25',
];
/** Only what the format takes, in the form in which it is stored. */
const keywordsOf = (format: KeywordFormat): string[] =>
  keywords.map((text) => normaliseKeyword(format, text)).flatMap((normal) => (normal.ok ? [normal.value] : []));
const amounts = ['0.00', '0.01', '-5.00', '1000.00', '1000.01', '9999999999999.99', '9007199254740.93'];
export const TODAY = '2026-03-15';
const dates = [-400, -91, -90, -31, -30, -14, -7, -6, -1, 0, 1, 7, 30, 31, 90, 400].map((days) => addDays(TODAY, days));
/** Around the day edges of the business zone, which is eight hours ahead of UTC. */
const instants = dates.flatMap((date) => [`${date}T15:59:59.999Z`, `${date}T16:00:00.000Z`, `${date}T04:30:00.000Z`]);

const cut = (text: string, max: number): string => [...text].slice(0, max).join('').trim();

/** Codes of a set; the last is of its shape and in no list. */
export const codesOf = (set: CodeField['set']): string[] =>
  ({
    region: ['330000', '330100', '330106', '999999'],
    industry: ['C', 'C34', 'C3411', 'T99'],
    registrationType: ['110', '112', '999'],
  })[set];

/** A stored value of a field; refs are numbers, resolved against the records that exist. */
function valueOf(field: Field): Arbitrary<unknown> {
  switch (field.kind) {
    case 'text':
      return fc.constantFrom(...texts).map((text) => cut(text, field.max));
    case 'keyword':
      return fc.constantFrom(...[...keywordsOf(field.format), '1']).map((text) => cut(text, field.max));
    case 'enum':
      return fc.constantFrom(...Object.keys(field.values));
    case 'code':
      return fc.constantFrom(...codesOf(field.set));
    case 'date':
      return fc.constantFrom(...dates);
    case 'instant':
      return fc.constantFrom(...instants);
    case 'money':
      return fc.record({ amount: fc.constantFrom(...amounts), currency: fc.constantFrom('CNY', 'CNY', 'USD') });
    case 'decimal':
      return fc.constantFrom(0, 1, 12, 12.5, 100).map((n) => n.toFixed(field.places));
    case 'int':
      return fc.constantFrom(0, 1, 2, 3, 1999, 2_000_000_000);
    case 'bool':
      return fc.boolean();
    case 'list':
      return fc.uniqueArray(fc.constantFrom('重点', 'VIP', 'vip', 'a"b', 'b', ',', '%', 'back\\'), {
        minLength: 1,
        maxLength: 3,
      });
    case 'objects':
      return fc.constant([{}]);
    case 'secret':
      return fc.constantFrom('6222021000000000009', '11014500000000000001', '11014500000000000002');
    case 'ref':
      return fc.nat({ max: 1000 });
  }
}

const rowOf = (fields: Fields): Arbitrary<Values> =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        field.required ? valueOf(field) : fc.option(valueOf(field), { freq: 2 }),
      ]),
    ),
  );

/** A record as a reader should see it: values by name, raw ids. */
export interface Known extends Values {
  id: string;
  deletedAt: string | null;
}
export interface World {
  app: TestApp;
  /** By entity. */
  records: Map<string, Known[]>;
  at(now: string): void;
}

/** How many records of each entity; the order is the order of writing. */
const SIZES = { User: 4, Scorecard: 2, Customer: 26, Contact: 40, Contract: 36, ContractItem: 30, Assessment: 30 };
export type WorldEntity = keyof typeof SIZES;

/** Keys that must be unique among live rows. */
const unique: Record<string, (row: Values, i: number) => void> = {
  User: (row, i) => {
    row.userName = `user${i}`;
  },
  Customer: (row, i) => {
    if (row.code !== null) row.code = `${cut(String(row.code), 20)}-${i}`;
    if (row.unifiedSocialCreditCode !== null) row.unifiedSocialCreditCode = `9133${String(i).padStart(14, '0')}`;
  },
  Contract: (row, i) => {
    if (row.number !== null) row.number = `${String(row.number)}/${i}`;
  },
};

/** A random archive, written through the writers on the engine under test, and the same as plain objects. */
export async function randomArchive(seed: number, sizes: Partial<Record<WorldEntity, number>> = {}): Promise<World> {
  let now = `${TODAY}T04:00:00.000Z`;
  const app = await openTestApp({ now: () => new Date(now) });
  const records = new Map<string, Known[]>();
  const world: World = {
    app,
    records,
    at: (time) => {
      now = time;
    },
  };
  for (const [name, size] of Object.entries({ ...SIZES, ...sizes })) {
    const model = app.models.get(name);
    const rows = sampleRows(model, seed, size);
    records.set(name, name === 'User' ? await actorsOf(app, model) : []);
    rows.forEach((row, i) => unique[name]?.(row, i));
    if (name === 'Contact') onePrimary(world, rows);
    for (let at = 0; at < rows.length; at += 5) {
      world.at(instants[(seed + at) % instants.length]!);
      await addRecords(world, model, rows.slice(at, at + 5));
    }
    const made = records.get(name)!;
    await removeRecords(
      world,
      model,
      made.filter((row, i) => row.createdById !== null && (i + seed) % 7 === 0),
    );
  }
  world.at(`${TODAY}T04:00:00.000Z`);
  return world;
}

/** Random rows of an entity; refs are numbers. */
export const sampleRows = (model: EntityModel, seed: number, size: number): Values[] =>
  fc.sample(rowOf(model.dictionary), { seed: seed ^ model.name.length, numRuns: size });

/** Writes rows through the writers and keeps them as a reader should see them. */
export async function addRecords(world: World, model: EntityModel, rows: readonly Values[]): Promise<void> {
  const values = rows.map((row) => resolved(world, model, row));
  const ids = await world.app.write((tx) => createMany(tx, model, values));
  const now = world.app.clock.now().toISOString();
  values.forEach((row, i) =>
    world.records.get(model.name)!.push(known(model, row, ids[i]!, now, world.app.actors.ADMINISTRATOR.userId)),
  );
}

/** Moves records (without children) to the recycle bin. */
export async function removeRecords(world: World, model: EntityModel, gone: readonly Known[]): Promise<void> {
  const at = world.app.clock.now().toISOString();
  await world.app.write((tx) =>
    removeMany(
      tx,
      model,
      gone.map((row) => row.id),
    ),
  );
  for (const row of gone)
    Object.assign(row, { deletedAt: at, deletedById: world.app.actors.ADMINISTRATOR.userId, version: 2 });
}

/** The people who were there before. */
async function actorsOf(app: TestApp, model: EntityModel): Promise<Known[]> {
  const found = await app.write((tx) =>
    loadValues(
      tx,
      model,
      Object.values(app.actors).map((actor) => actor.userId),
    ),
  );
  return [...found.values()] as Known[];
}

const isLive = (row: Known): boolean => row.deletedAt === null;

/** The first contact of a customer may be primary, the others are not. */
function onePrimary(world: World, rows: Values[]): void {
  const customers = world.records.get('Customer')!.filter(isLive).length;
  const seen = new Set<number>();
  for (const row of rows) {
    const customer = (row.customerId as number) % customers;
    if (row.isPrimary && seen.has(customer)) row.isPrimary = null;
    if (row.isPrimary) seen.add(customer);
  }
}

function resolved(world: World, model: EntityModel, row: Values): Values {
  const result = { ...row };
  for (const [name, ref] of model.refs) {
    if (!(name in row)) continue;
    const all = world.records.get((ref.field as { target: string }).target) ?? [];
    // a live child has a live parent; other references may point into the recycle bin
    const pool = name === model.childOf ? all.filter(isLive) : all;
    result[name] = row[name] === null || pool.length === 0 ? null : pool[(row[name] as number) % pool.length]!.id;
  }
  for (const name of ['createdAt', 'updatedAt', 'createdById', 'updatedById', 'deletedAt', 'deletedById', 'version'])
    delete result[name];
  return result;
}

function known(model: EntityModel, row: Values, id: string, now: string, by: string): Known {
  const stamp = {
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdById: by,
    updatedById: by,
    deletedAt: null,
    deletedById: null,
  };
  const values = { ...initialValues(model.dictionary), ...row, ...stamp, id };
  for (const [name, value] of Object.entries(values))
    if (Array.isArray(value) && value.length === 0) (values as Values)[name] = null;
  return values;
}

export const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'currency' in value;
