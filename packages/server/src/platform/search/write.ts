import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TxContext } from '../context/context';
import type { Values } from '../db/columns';
import type { Queryable } from '../db/database';
import { insertRows } from '../db/insert';
import type { EntityModel } from '../query/model';
import { bodyOf, titleOf, tokensOf, type SearchText } from './tokens';

interface StoredDocument {
  record_id: string;
  sort_key: string;
  tokens: string;
}

/** Notes whose search documents a write has made stale; they are rebuilt once, before the transaction commits. */
export function touchSearch(tx: TxContext, model: EntityModel, records: readonly Values[], created: boolean): void {
  const mark = (entity: string, id: unknown, isNew: boolean) => {
    if (typeof id !== 'string') return;
    let ids = tx.effects.searchDirty.get(entity);
    if (!ids) tx.effects.searchDirty.set(entity, (ids = new Map()));
    ids.set(id, isNew || ids.get(id) === true);
  };
  for (const values of records) {
    if (model.search) mark(model.name, values.id, created);
    for (const [field, entity] of Object.entries(model.searchTouches ?? {})) mark(entity, values[field], false);
  }
}

/** Records whose document quotes a field of a changed parent (a contract quotes its customer's name) are stale too. */
export async function touchFollowers(
  tx: TxContext,
  model: EntityModel,
  changed: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  for (const follower of tx.models.all()) {
    for (const [ref, fields] of Object.entries(follower.searchFollows ?? {})) {
      const { field, column } = follower.refs.get(ref)!;
      if (!('target' in field) || field.target !== model.name) continue;
      const ids = [...changed].filter(([, names]) => names.some((name) => fields.includes(name))).map(([id]) => id);
      if (ids.length === 0) continue;
      const rows = await tx.connection.query<{ id: string }>(
        `SELECT id FROM ${follower.table} WHERE \`${column}\` IN (${ids.map(() => '?').join(',')}) AND deleted_at IS NULL`,
        ids,
      );
      touchSearch(
        tx,
        follower,
        rows.map(({ id }) => ({ id })),
        false,
      );
    }
  }
}

/** Documents, and rows of postings, between two turns of the process: the embedded engine answers at once, so a large transaction would hold it. */
const STEP = 100;
const POSTINGS_STEP = 2048;

type Posting = Record<'entity' | 'token' | 'sort_key' | 'record_id', string> & { rank_no: number };

/** Rebuilds the postings of everything touched: only tokens that came or went are written. */
export async function flushSearch(tx: TxContext): Promise<void> {
  for (const [entity, dirty] of tx.effects.searchDirty) {
    const model = tx.models.get(entity);
    const ids = [...dirty.keys()];
    const postings: Posting[] = [];
    for (let at = 0; at < ids.length; at += STEP) {
      if (at > 0) await nextTurn();
      for (const posting of await rebuild(tx, model, ids.slice(at, at + STEP), dirty)) postings.push(posting);
    }
    if (!tx.effects.postingsLater) await insertPostings(tx, postings);
  }
  tx.effects.searchDirty.clear();
}

/** In key order over the whole transaction, so that a bulk load appends instead of splitting pages. */
async function insertPostings(tx: TxContext, postings: Posting[]): Promise<void> {
  postings.sort((a, b) => (a.token < b.token ? -1 : a.token > b.token ? 1 : 0));
  for (let at = 0; at < postings.length; at += POSTINGS_STEP) {
    if (at > 0) await nextTurn();
    await insertRows(tx.connection, 'search_posting', postings.slice(at, at + POSTINGS_STEP));
  }
}

/** Writes the documents of some records; returns the postings that are missing. */
async function rebuild(
  tx: TxContext,
  model: EntityModel,
  ids: readonly string[],
  dirty: ReadonlyMap<string, boolean>,
): Promise<Posting[]> {
  const latest = latestRows(tx);
  const old = await storedDocuments(
    latest,
    model,
    ids.filter((id) => !dirty.get(id)),
  );
  const texts = await model.search!.collect(latest, ids);
  const documents: Record<string, unknown>[] = [];
  const postings: Posting[] = [];
  for (const id of ids) {
    const text = texts.get(id);
    const next = document(id, text);
    const before = old.get(id);
    const known = before && before.sort_key === next.sortKey ? unpack(before.tokens) : new Map<string, number>();
    if (before) await dropPostings(tx, model, before, next.sortKey === before.sort_key ? next.tokens : new Map());
    if (before)
      await tx.connection.execute('DELETE FROM search_document WHERE entity = ? AND record_id = ?', [model.name, id]);
    if (!text) continue;
    documents.push({
      entity: model.name,
      record_id: id,
      sort_key: next.sortKey,
      title: next.title,
      body: next.body,
      tokens: pack(next.tokens),
    });
    for (const [token, rank] of next.tokens)
      if (known.get(token) !== rank)
        postings.push({ entity: model.name, token, rank_no: rank, sort_key: next.sortKey, record_id: id });
  }
  await insertRows(tx.connection, 'search_document', documents);
  return postings;
}

/** Tokens of a record as one line each, rank first: what must be deleted when they go. */
const pack = (tokens: ReadonlyMap<string, number>): string =>
  [...tokens].map(([token, rank]) => `${rank}${token}`).join('\n');
const unpack = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(1), Number(line[0])]),
  );

function document(id: string, text: SearchText | undefined) {
  const title = titleOf([...(text?.names ?? []), ...(text?.titles ?? [])][0] ?? '').slice(0, 200);
  return {
    id,
    title,
    body: text ? bodyOf(text) : '',
    tokens: text ? tokensOf(text) : new Map<string, number>(),
    sortKey: String(Math.min(title.length, 999)).padStart(3, '0'),
  };
}

/**
 * Reads that see what others have committed meanwhile and hold it: two who write contacts of one customer rebuild its document
 * one after the other. On MySQL a plain read would show the rows as they were when the transaction began.
 */
function latestRows({ connection, db }: TxContext): Queryable {
  if (db.dialect !== 'mysql') return connection;
  return {
    query: (sql, params) => connection.query(`${sql} FOR UPDATE`, params),
    execute: (sql, params) => connection.execute(sql, params),
  };
}

async function storedDocuments(
  connection: Queryable,
  model: EntityModel,
  ids: readonly string[],
): Promise<Map<string, StoredDocument>> {
  if (ids.length === 0) return new Map();
  const rows = await connection.query<StoredDocument>(
    `SELECT record_id, sort_key, tokens FROM search_document WHERE entity = ? AND record_id IN (${ids.map(() => '?').join(',')})`,
    [model.name, ...ids],
  );
  return new Map(rows.map((row) => [row.record_id, row]));
}

/** Deletes the postings that do not stay, by their full key. */
async function dropPostings(
  tx: TxContext,
  model: EntityModel,
  before: StoredDocument,
  stays: ReadonlyMap<string, number>,
): Promise<void> {
  const gone = [...unpack(before.tokens)].filter(([token, rank]) => stays.get(token) !== rank);
  for (const [token, rank] of gone)
    await tx.connection.execute(
      'DELETE FROM search_posting WHERE entity = ? AND token = ? AND rank_no = ? AND sort_key = ? AND record_id = ?',
      [model.name, token, rank, before.sort_key, before.record_id],
    );
}
