import { label } from '@dossier/shared';
import type { RequestContext } from '../../../context/context';
import { exposeId, type EntityModel, type FieldModel, type Filter, type RelationModel } from '../../model';
import { assertFieldReadable } from '../../rights';
import { and, column, raw, sql, type Sql } from '../../sql';
import { fieldSql } from '../../values';
import { numberForm, moneyForm } from './edges';
import {
  boolForm,
  entryForm,
  enumForm,
  invalid,
  itemForm,
  levelForm,
  mustBeTrue,
  plainForm,
  type Canon,
  type KeyForm,
} from './form';
import { itemKey, itemRows, itemText, listRows } from '../../items';
import { keyKind, LEVELS } from './groupable';
import { periodForm } from './period';
import { zoneOf } from './zone-of';

/** How groups are to be cut, as the caller says it. */
export interface KeyOptions {
  timeZone?: string | null;
  fiscalYearStart?: number | null;
}
export interface GroupKey {
  /** Names from the entity to the field. */
  readonly path: readonly string[];
  readonly field: FieldModel;
  readonly form: KeyForm;
  readonly sql: Sql;
  /** What has to stand beside the rows of the entity, outermost first. */
  readonly joins: readonly Sql[];
  /** The condition that finds the rows of a key, null for those without one. */
  readonly drill: (key: Canon | null) => Filter;
}

/** What keys need of the compiler of conditions. */
export interface KeyHost {
  alias(): string;
  /** Every condition on a record that is referred to. */
  referred(model: EntityModel, alias: string): Sql;
}

const MAX_KEYS = 4;
const MAX_PATH = 4;

/** Keys of groups, each with what it reads; parents are joined once however many keys lie on the way. */
export function compileKeys(
  ctx: RequestContext,
  host: KeyHost,
  model: EntityModel,
  alias: string,
  by: readonly Filter[],
  options: KeyOptions,
): GroupKey[] {
  if (by.length === 0 || by.length > MAX_KEYS)
    throw invalid(
      label(`by 须有 1 到 ${MAX_KEYS} 项，现有 ${by.length} 项`, `by has 1 to ${MAX_KEYS} keys, here are ${by.length}`),
    );
  const parents = new Map<string, { alias: string; joins: readonly Sql[] }>();
  const parent = (relation: RelationModel, path: string, from: { alias: string; joins: readonly Sql[] }) => {
    let known = parents.get(path);
    if (known) return known;
    const inner = host.alias();
    const on = and([
      sql`${column(inner, 'id')} = ${column(from.alias, relation.column)}`,
      host.referred(relation.target, inner),
    ]);
    const join = sql`LEFT JOIN ${raw(relation.target.table)} ${raw(inner)} ON ${on}`;
    parents.set(path, (known = { alias: inner, joins: [...from.joins, join] }));
    return known;
  };
  return by.map((item) => {
    const path: string[] = [];
    let at = { alias, joins: [] as readonly Sql[] };
    let owner = model;
    let wish: unknown = item;
    for (;;) {
      const [name, ...others] = Object.keys(wish as Filter);
      if (name === undefined || others.length > 0)
        throw invalid(label('by 的每一项须且只能写一个字段', 'each item of by names exactly one field'));
      wish = (wish as Filter)[name];
      if (wish === null || wish === undefined) throw mustBeTrue(name);
      assertFieldReadable(ctx, owner, name);
      path.push(name);
      const field = owner.fields.get(name);
      if (field) return keyOf(ctx, host, { owner, field, path: [...path, ...entryOf(field, wish)], at, wish }, options);
      const relation = owner.relations.get(name)!;
      if (path.length > MAX_PATH)
        throw invalid(
          label(
            `by 的 ${path.join('.')} 超过 ${MAX_PATH} 层关系`,
            `${path.join('.')} in by follows more than ${MAX_PATH} relations`,
          ),
        );
      at = parent(relation, path.join('.'), at);
      owner = relation.target;
    }
  });
}

interface Found {
  owner: EntityModel;
  field: FieldModel;
  path: readonly string[];
  at: { alias: string; joins: readonly Sql[] };
  wish: unknown;
}

/** Of a list of small objects the item is told by one of its texts. */
function entryOf(field: FieldModel, wish: unknown): string[] {
  const key = itemKey(field);
  if (key === undefined) return [];
  if ((wish as Filter)[key] !== true) throw mustBeTrue(`${field.name}.${key}`);
  return [key];
}

function keyOf(ctx: RequestContext, host: KeyHost, found: Found, options: KeyOptions): GroupKey {
  const { field, path, at } = found;
  const form = formOf(ctx, found, options);
  const relations = path.slice(0, path.length - (itemKey(field) ? 2 : 1));
  const nested = (condition: Filter): Filter =>
    relations.reduceRight<Filter>((inner, name) => ({ [name]: inner }), condition);
  const drill = (key: Canon | null): Filter => {
    if (key !== null) return nested({ [field.name]: form.drill(key) });
    if (relations.length === 0) return { [field.name]: { isNull: true } };
    // whoever refers to none, or to one without a value, or to one that may not be seen
    return { not: nested(field.name === 'id' ? {} : { [field.name]: { isNull: false } }) };
  };
  const base = { path, field, form, drill };
  const subject = fieldSql(field, at.alias, ctx.clock);
  const items = itemsOf(ctx, host, field, subject);
  if (!items) return { ...base, sql: form.sql(subject), joins: at.joins };
  return { ...base, sql: items.key, joins: [...at.joins, sql`LEFT JOIN ${items.rows} ON 1=1`] };
}

/** A list makes a row of each item. */
function itemsOf({ db: { dialect } }: RequestContext, host: KeyHost, field: FieldModel, subject: Sql) {
  const { field: declared } = field;
  if (declared.kind === 'list') {
    const alias = host.alias();
    return { rows: listRows(dialect, subject, alias, declared.max), key: column(alias, 'value') };
  }
  const key = itemKey(field);
  if (key === undefined) return null;
  const alias = host.alias();
  return { rows: itemRows(dialect, subject, alias, [key]), key: itemText(dialect, alias, key) };
}

function formOf(ctx: RequestContext, { owner, field, path, at, wish }: Found, options: KeyOptions): KeyForm {
  const name = path.join('.');
  const { edges, currency } = (typeof wish === 'object' ? wish : {}) as {
    edges?: string[] | null;
    currency?: string | null;
  };
  const kind = keyKind(field);
  switch (kind) {
    case 'NUMBER':
      return numberForm(field, edges ?? []);
    case 'MONEY':
      return moneyForm(field, at.alias, edges ?? [], currency ?? 'CNY');
    case 'REGION':
    case 'INDUSTRY':
      return levelForm(...LEVELS[kind][wish as string]!);
    case 'PERIOD':
      return periodForm(periodOptions(ctx, field, wish as string, options));
  }
  if (kind === 'ENTRY') return entryForm(path.at(-1)!);
  if (wish !== true) throw mustBeTrue(name);
  const { field: declared } = field;
  if (kind === 'ITEM') return itemForm;
  if (declared.kind === 'enum') return enumForm(declared);
  if (declared.kind === 'bool') return boolForm;
  if (declared.kind !== 'id') return plainForm;
  const expose = (key: Canon) => exposeId(owner, key);
  return { ...plainForm, show: expose, text: expose, drill: (key) => ({ eq: expose(key) }) };
}

function periodOptions(ctx: RequestContext, { field }: FieldModel, bucket: string, options: KeyOptions) {
  const startMonth = options.fiscalYearStart ?? 1;
  if (startMonth < 1 || startMonth > 12)
    throw invalid(label('fiscalYearStart 须为 1 到 12 月', 'fiscalYearStart is a month, 1 to 12'));
  const { dialect } = ctx.db;
  if (field.kind === 'date') return { bucket, startMonth, dialect };
  return { bucket, startMonth, dialect, zone: zoneOf(options.timeZone ?? ctx.clock.timeZone) };
}
