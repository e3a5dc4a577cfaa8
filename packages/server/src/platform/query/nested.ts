import { mayRead } from '@dossier/shared';
import { RequestError } from '../graphql/errors';
import { assertAggregatable } from './aggregate/read';
import { idOf, padded, wholeByParent, windowed } from './children';
import { isBeyond, setCursors, shapeConnection, type Row } from './connection';
import { questionOf } from './cursor';
import type { Level } from './level';
import { checkPage, type PageArguments } from './page';
import { argumentsOf } from './relation-arguments';
import { assertReadable, fieldRight } from './rights';
import { relationKey, type RelationSelection, type Selection } from './selection';
import { inList, raw } from './sql';

/** Reads one relation for all rows of a level, in one statement (a second one if its count is asked). */
export function readRelation(level: Level, selection: RelationSelection, rows: Row[]): Promise<void> {
  const { relation, owner } = selection;
  if (relation.kind !== 'many' && !mayRead(fieldRight(level.ctx.actor, owner, relation.name))) {
    for (const row of rows) row[relationKey(selection.key)] = null;
    return Promise.resolve();
  }
  if (relation.kind === 'one') return toOne(level, selection, rows);
  if (relation.kind === 'hasOne') return hasOne(level, selection, rows);
  const args = argumentsOf(level, selection);
  return rows.length === 1 ? onlyParent(level, selection, rows[0]!, args) : toMany(level, selection, rows, args);
}

/** Rights and arguments below a level without rows: whether a document is answered must not depend on the data. */
export const checkBelow = (level: Level, selection: Selection): void =>
  selection.relations.forEach((relation) => checkRelation(level, relation));

function checkRelation(level: Level, selection: RelationSelection): void {
  assertReadable(level.ctx, selection.relation.target);
  if (selection.relation.kind === 'many') checkPage(argumentsOf(level, selection), selection.key);
  if (selection.parts.aggregate) assertAggregatable(level.ctx, selection.parts.aggregate);
  checkBelow(level, selection.child);
}

async function toOne(level: Level, selection: RelationSelection, rows: Row[]): Promise<void> {
  const { relation, child, key } = selection;
  const foreign = `@${relation.column}`;
  const ids = [...new Set(rows.map((row) => row[foreign]).filter((id) => id !== null))];
  if (ids.length === 0) checkRelation(level, selection);
  const found = ids.length ? await level.rowsWhere(child, inList(raw('t0.`id`'), padded(ids)), true) : [];
  const byId = new Map(found.map((row) => [idOf(row), row]));
  for (const row of rows) row[relationKey(key)] = byId.get(row[foreign] as string) ?? null;
}

async function onlyParent(level: Level, selection: RelationSelection, row: Row, args: PageArguments): Promise<void> {
  const parent = { relation: selection.relation, id: idOf(row) };
  row[relationKey(selection.key)] = await level.connection(selection.relation.target, selection, args, parent);
}

async function hasOne(level: Level, selection: RelationSelection, rows: Row[]): Promise<void> {
  const { filter, order } = selection.relation;
  const { groups } = await windowed(
    level,
    selection,
    rows,
    { filter, orderBy: order },
    { size: 1, backwards: false, cursor: null, offset: 0 },
    0,
    true,
  );
  for (const row of rows) row[relationKey(selection.key)] = groups.get(idOf(row))?.[0] ?? null;
}

async function toMany(level: Level, selection: RelationSelection, rows: Row[], args: PageArguments): Promise<void> {
  const page = checkPage(args, selection.key);
  if (page.cursor !== null) throw new RequestError('INVALID_CURSOR');
  const [{ groups, terms }, whole] = await Promise.all([
    selection.parts.rows
      ? windowed(level, selection, rows, args, page, 1)
      : { groups: new Map<string, Row[]>(), terms: 0 },
    wholeByParent(level, selection, rows, args),
  ]);
  for (const row of rows) {
    const id = idOf(row);
    const children = groups.get(id) ?? [];
    if (selection.parts.cursors) {
      const question = questionOf([selection.relation.target.name, selection.relation.name, id], args);
      setCursors(
        level.ctx.cursorKey,
        question,
        children.filter((child) => !isBeyond(child)),
        terms,
      );
    }
    row[relationKey(selection.key)] = shapeConnection(children, page, selection.parts, whole(id));
  }
}
