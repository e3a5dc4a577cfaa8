import type { Field, FieldRight, Label } from '@dossier/shared';
import { entityOf, hasEntity, relationName, type Entity } from './entity';
import { mayAsk, mayShow, pathRight } from './field-rights';
import { selectionAt, type Selection } from './selection';

/** One column of a list: what it shows, what it asks for, how it sorts. */
export interface Column {
  /** Dotted path of the value, and the column's identity in the URL. */
  key: string;
  label: Label;
  /** The dictionary's field at the end of the path; tells how the value is written. */
  field: Field | null;
  width: number;
  align: 'left' | 'right';
  /** Path to order by, or null where the graph has no order. */
  sort: string | null;
  /** How far the reader may look into it; everything where it is left out. */
  right?: FieldRight;
  selection: Selection;
}

const RIGHT: ReadonlySet<Field['kind']> = new Set(['money', 'decimal', 'int']);
const UNSORTED: ReadonlySet<Field['kind']> = new Set(['list', 'objects', 'secret']);
const WIDTHS: Partial<Record<Field['kind'], number>> = {
  date: 112,
  instant: 148,
  money: 140,
  decimal: 100,
  int: 96,
  bool: 88,
  enum: 116,
  code: 150,
  list: 180,
  objects: 220,
};

/** What every record carries beside its dictionary. */
const STAMPS: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt']);
const STAMPED_BY: ReadonlySet<string> = new Set(['createdBy', 'updatedBy', 'deletedBy']);

const widthOf = (field: Field | null): number => {
  if (!field) return 140;
  if (field.kind === 'keyword') return field.format === 'creditCode' || field.format === 'email' ? 190 : 140;
  if (field.kind === 'text') return field.multiline || field.max > 100 ? 240 : 130;
  return WIDTHS[field.kind] ?? 130;
};

/** The graph orders along references, not along a record picked out of many (such as the latest assessment). */
function sortable(entity: Entity, path: string, field: Field | null): boolean {
  const [head = '', ...rest] = path.split('.');
  if (!mayAsk(entity, path)) return false;
  if (rest.length > 0 && !entity.fields[`${head}Id`]) return false;
  return !field || !UNSORTED.has(field.kind);
}

interface Found {
  field: Field | null;
  label: Label;
}

/** Walks a path over relations to the field it names. */
function find(entity: Entity, path: string): Found {
  const [head = '', ...rest] = path.split('.');
  const own = entity.fields[head];
  if (rest.length === 0) return { field: own ?? null, label: own?.label ?? { zh: head, en: head } };
  const relation = entity.relations[head];
  const ref = entity.fields[`${head}Id`];
  const label = ref?.label ?? relation?.label ?? { zh: head, en: head };
  if (!relation || !hasEntity(relation.to)) return { field: null, label };
  const target = entityOf(relation.to);
  const inner = find(target, rest.join('.'));
  if (rest[0] === target.title) return { field: inner.field, label };
  return { field: inner.field, label: { zh: `${label.zh}·${inner.label.zh}`, en: `${label.en} · ${inner.label.en}` } };
}

/** Whether the graph orders this entity by a path: one that a person typed into the address may name nothing. */
export function canSort(entity: Entity, path: string): boolean {
  const [head = '', ...rest] = path.split('.');
  if (!mayAsk(entity, path)) return false;
  if (rest.length === 0) {
    const field = entity.fields[head];
    return field ? field.kind !== 'ref' && !UNSORTED.has(field.kind) : STAMPS.has(head);
  }
  const relation = entity.relations[head];
  const stamp = STAMPED_BY.has(head);
  if (!stamp && !(relation && entity.fields[`${head}Id`])) return false;
  const target = relation?.to ?? 'User';
  return hasEntity(target) && canSort(entityOf(target), rest.join('.'));
}

/** A column for a path, everything derived from the dictionary; `given` overrides what a page knows better. */
export function columnOf(entity: Entity, path: string, given: Partial<Column> = {}): Column {
  const { field, label } = find(entity, path);
  return {
    key: path,
    label,
    field,
    width: widthOf(field),
    align: field && RIGHT.has(field.kind) ? 'right' : 'left',
    sort: sortable(entity, path, field) ? path : null,
    right: pathRight(entity, path),
    selection: selectionAt(entity, path),
    ...given,
  };
}

const RECORD: Readonly<Record<string, Label>> = {
  createdAt: { zh: '建档时间', en: 'Created at' },
  'createdBy.name': { zh: '建档人', en: 'Created by' },
  updatedAt: { zh: '更新时间', en: 'Updated at' },
  'updatedBy.name': { zh: '更新人', en: 'Updated by' },
};

/** Who or when, by a name of the page's own. */
export const recordColumn = (path: string, label: Label): Column => {
  const at = path.endsWith('At');
  const [head = '', tail = ''] = path.split('.');
  return {
    key: path,
    label,
    field: at ? { kind: 'instant', label } : null,
    width: at ? 148 : 100,
    align: 'left',
    sort: path,
    selection: at ? { [path]: true } : { [head]: { id: true, [tail]: true } },
  };
};

/** Every column the dictionary offers for an entity and the reader may see, with the page's own on top. */
export function columnsOf(entity: Entity, extra: readonly Column[] = []): Column[] {
  const shown = Object.entries(entity.fields).filter(([, field]) => !field.inner);
  const derived = shown.map(([name, field]) => {
    if (field.kind !== 'ref') return columnOf(entity, name);
    const title = hasEntity(field.target) ? entityOf(field.target).title : 'name';
    return columnOf(entity, `${relationName(name)}.${title}`);
  });
  const own = new Map(extra.map((column) => [column.key, column]));
  const merged = derived.map((column) => {
    const replacement = own.get(column.key);
    own.delete(column.key);
    return replacement ?? column;
  });
  const kept = Object.entries(RECORD).filter(
    ([path]) => !own.has(path) && (!entity.log || !path.startsWith('updated')),
  );
  const record = kept.map(([path, label]) => recordColumn(path, label));
  return [...merged, ...own.values(), ...record].filter(({ key }) => mayShow(entity, key));
}
