import { label, type Field, type Label } from '@dossier/shared';
import { allEntities, entityOf, hasEntity, type Entity } from '../entity';
import type { AskedKey } from './names';
import { figureWords, isCycle, isStretch, keyWays } from './ways';

/** What a column of an answer holds, by where it comes from. */
export interface Told {
  /** Null where the dictionary does not know it. */
  title: Label | null;
  /** Tells how a value is written. */
  field: Field | null;
  /** How a key takes its field: part of the calendar, level of a code. */
  way: string;
  /** A stretch of time, another closed set of values, a free text, a figure, a mark of something else. */
  role: 'stretch' | 'choice' | 'text' | 'figure' | 'mark';
  /** Figures of this column may be added up. */
  additive: boolean;
  /** Figures of groups: `sum`, `avg`, …; empty for values of records. */
  figure: string;
}

const wrappings: ReadonlySet<string> = new Set(['nodes', 'edges', 'node', 'aggregate', 'key']);
const stamps: Readonly<Record<string, Field>> = {
  createdAt: { kind: 'instant', label: label('建档时间', 'Created at') },
  updatedAt: { kind: 'instant', label: label('更新时间', 'Updated at') },
  deletedAt: { kind: 'instant', label: label('删除时间', 'Deleted at') },
};
const stampedBy: Readonly<Record<string, Label>> = {
  createdBy: label('建档人', 'Created by'),
  updatedBy: label('更新人', 'Updated by'),
  deletedBy: label('删除人', 'Deleted by'),
};
const parts: Readonly<Record<string, Label>> = {
  amount: label('', ''),
  label: label('', ''),
  currency: label('币种', 'currency'),
  from: label('起', 'from'),
  to: label('止', 'to'),
  start: label('开始时间', 'start'),
  end: label('结束时间', 'end'),
  number: label('序号', 'number'),
  share: label('', ''),
};

/** The entity of a root field, and whether it gives groups. */
export function rootOf(name: string): { entity: Entity; grouped: boolean } | null {
  for (const entity of allEntities()) {
    if (name === entity.plural || name === entity.name) return { entity, grouped: false };
    if (name === `${entity.name}Groups`) return { entity, grouped: true };
  }
  return null;
}

interface Walked {
  words: Label[];
  field: Field | null;
  /** What follows the field, such as `currency`. */
  part: string;
  figure: string;
  key: string[];
}

function step(entity: Entity, name: string, walked: Walked): Entity | null {
  const { fields, relations } = entity;
  const field = fields[name] ?? stamps[name];
  if (field) {
    walked.words.push(field.label);
    walked.field = field;
    return entity;
  }
  const word = relations[name]?.label ?? fields[`${name}Id`]?.label ?? stampedBy[name];
  const ref = fields[`${name}Id`];
  const to = relations[name]?.to ?? (ref?.kind === 'ref' ? ref.target : name in stampedBy ? 'User' : '');
  if (!word || !hasEntity(to)) return null;
  walked.words.push(word);
  return entityOf(to);
}

/** Goes from the root along the names; null at a name that the dictionary does not know. */
function walk(names: readonly string[]): Walked | null {
  const root = rootOf(names[0] ?? '');
  if (!root) return null;
  const walked: Walked = { words: [], field: null, part: '', figure: '', key: [] };
  let at: Entity | null = root.entity;
  let inside = !root.grouped;
  for (const [place, name] of names.slice(1).entries()) {
    if (wrappings.has(name) || (root.grouped && place === 0)) inside = true;
    else if (walked.field || (walked.figure === 'share' && name === 'currency')) {
      if (!parts[name]) return null;
      walked.part = name;
      if (parts[name].zh) walked.words.push(parts[name]);
    } else if (figureWords[name] && !(inside && at?.fields[name])) {
      walked.words.push(figureWords[name]);
      walked.figure = walked.figure === 'share' ? 'share' : name;
      inside = true;
    } else {
      walked.key.push(name);
      const before: Entity = at!;
      at = step(before, name, walked);
      if (!at) return null;
      // the name of a person is the person
      if (before !== root.entity && at === before && name === before.title) walked.words.pop();
    }
  }
  return walked;
}

const joined = (words: readonly Label[], way: string): Label => {
  const say = (locale: 'zh' | 'en'): string => words.map((word) => word[locale]).join(' · ');
  const how = keyWays[way];
  return how ? label(`${say('zh')}（${how.zh}）`, `${say('en')} (${how.en})`) : label(say('zh'), say('en'));
};

const ADDED: ReadonlySet<string> = new Set(['count', 'totalCount', 'sum', 'share']);
const FIGURES: ReadonlySet<string> = new Set(['int', 'decimal', 'money']);
const CLOSED: ReadonlySet<string> = new Set(['enum', 'bool', 'code']);

function roleOf({ field, figure, part }: Walked, way: string): Told['role'] {
  if (part === 'currency' || figure === 'level') return 'mark';
  const kind = field?.kind ?? '';
  if (figure === 'countDistinct' || (figure && !field) || (figure && FIGURES.has(kind))) return 'figure';
  if (isStretch(way)) return part && part !== 'label' ? 'mark' : 'stretch';
  if (isCycle(way) || CLOSED.has(kind)) return 'choice';
  if (FIGURES.has(kind) && !part.match(/from|to/)) return 'figure';
  return kind === 'date' || kind === 'instant' || kind === 'text' || kind === 'keyword' || kind === 'ref'
    ? 'text'
    : 'mark';
}

/** A column by the names that lead to it, such as `contractGroups.nodes.key.customer.grade`; `keys` is what the groups are asked by. */
export function tell(names: readonly string[], keys: readonly AskedKey[]): Told | null {
  const walked = walk(names);
  if (!walked || walked.words.length === 0) return null;
  const asked = names.includes('key') ? keys.find(({ path }) => path === walked.key.join('.')) : undefined;
  const way = asked?.way ?? '';
  const { field, figure } = walked;
  return {
    title: joined(walked.words, way),
    field,
    way,
    role: roleOf(walked, way),
    additive: figure ? ADDED.has(figure) : field?.kind === 'money',
    figure,
  };
}

/** A key by its place in `keys`: the words are the server's. */
export function tellKey(root: string, { path, way, ranges }: AskedKey): Told | null {
  const told = tell([root, 'nodes', 'key', ...path.split('.')], [{ path, way, ranges }]);
  if (!told) return null;
  const ordered = told.role === 'figure' || told.role === 'mark' ? 'text' : told.role;
  return { ...told, role: ordered, additive: false, ...(told.role === 'figure' && { field: null }) };
}
