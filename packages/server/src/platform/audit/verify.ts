import type { KeyObject } from 'node:crypto';
import type { Database } from '../db/database';
import type { Anchor, AnchorsRead } from './anchor';
import { diagnose } from './diagnose';
import type { Problem } from './problem';
import { genesis, keyCheck, sealedAfter, sealOf, type SealedRow } from './seal';
import { readHead, unsealedRows } from './sealer';

export interface Verification {
  from: number;
  /** The last row that was looked at. */
  to: number;
  checked: number;
  /** Rows that no seal has yet, and the oldest of them. */
  unsealed: number;
  oldestUnsealedAt: string | null;
  /** Anchors that were held against the chain. */
  anchors: number;
  ms: number;
  /** The first that is wrong; null when all is well. */
  problem: Problem | null;
}

export interface VerifyOptions {
  from?: number;
  to?: number;
  anchors?: AnchorsRead;
  /** Rows of one page. */
  page?: number;
  /** After each page: what was checked, of how many. Wait here to leave others their turn. */
  onPage?(checked: number, total: number): Promise<void> | void;
}

/** Walks the chain from seal to seal and names the first row that is not as it was sealed. Memory does not grow with the chain. */
export async function verifyChain(db: Database, key: KeyObject, options: VerifyOptions = {}): Promise<Verification> {
  const start = performance.now();
  const from = Math.max(1, options.from ?? 1);
  const head = await readHead(db);
  const end = Math.min(options.to ?? Infinity, head?.sequence ?? 0);
  const walked: Walked =
    head && head.keyCheck !== keyCheck(key)
      ? { to: 0, problem: { kind: 'WRONG_KEY', sequence: null, id: null, at: null } }
      : await walk(db, key, { ...options, from, end });
  const problem =
    walked.problem ??
    (options.to === undefined || options.to >= (head?.sequence ?? 0)
      ? await tailProblem(db, { head, reached: walked, anchors: options.anchors })
      : null) ??
    foreignProblem(options.anchors);
  return {
    from,
    to: walked.to,
    checked: Math.max(0, walked.to - from + 1),
    ...(await waitingRows(db)),
    anchors: options.anchors?.anchors.length ?? 0,
    ms: performance.now() - start,
    problem,
  };
}

interface Walked {
  to: number;
  problem: Problem | null;
}

async function walk(
  db: Database,
  key: KeyObject,
  { from, end, page = 2000, anchors, onPage }: VerifyOptions & { from: number; end: number },
): Promise<Walked> {
  const anchored = new Map(anchors?.anchors.map((anchor) => [anchor.sequence, anchor]));
  let before = from === 1 ? genesis : await hashAt(db, from - 1);
  let place = from - 1;
  while (place < end) {
    const rows = await sealedAfter(db, place, Math.min(page, end - place));
    for (const row of rows) {
      const expected = place + 1;
      const there = Number(row.sequence);
      if (there > end) break;
      if (there !== expected)
        return { to: place, problem: { kind: 'MISSING', sequence: expected, id: null, at: null } };
      if (sealOf(key, before, expected, row) !== row.hash)
        return { to: place, problem: await diagnose(db, key, { before, row }) };
      const anchor = anchored.get(expected);
      if (anchor && anchor.hash !== row.hash) return { to: place, problem: replaced(row, anchor) };
      before = row.hash;
      place = expected;
    }
    if (rows.length === 0) break;
    await onPage?.(place - from + 1, end - from + 1);
  }
  return { to: place, problem: null };
}

const replaced = (row: SealedRow, anchor: Anchor): Problem => ({
  kind: 'REPLACED',
  sequence: Number(row.sequence),
  id: String(row.id),
  at: String(row.at),
  anchoredAt: anchor.at,
});

async function hashAt(db: Database, sequence: number): Promise<string> {
  const [row] = await db.read.query<{ hash: string }>('SELECT `hash` FROM audit_event WHERE `sequence` = ?', [
    sequence,
  ]);
  return row?.hash ?? '';
}

interface Tail {
  head: { sequence: number } | null;
  reached: Walked;
  anchors?: AnchorsRead;
}

/** Rows that were there once at the end. */
async function tailProblem(db: Database, { head, reached, anchors }: Tail): Promise<Problem | null> {
  const furthest = anchors?.anchors.reduce<Anchor | null>(
    (last, one) => (!last || one.sequence > last.sequence ? one : last),
    null,
  );
  const known = Math.max(head?.sequence ?? 0, furthest?.sequence ?? 0);
  if (known > reached.to) {
    const told = furthest && furthest.sequence > reached.to ? { anchoredAt: furthest.at } : {};
    return { kind: 'CUT', sequence: reached.to + 1, id: null, at: null, ...told };
  }
  // rows that carry a place beyond the end were not put there by a sealer
  const [beyond] = await db.read.query<{ id: string; at: string; sequence: number }>(
    'SELECT id, at, `sequence` FROM audit_event WHERE `sequence` > COALESCE((SELECT c.`sequence` FROM audit_chain c WHERE c.id = 1), 0) ORDER BY `sequence` LIMIT 1',
  );
  return beyond ? { kind: 'INSERTED', sequence: Number(beyond.sequence), id: beyond.id, at: beyond.at } : null;
}

const foreignProblem = (anchors: AnchorsRead | undefined): Problem | null =>
  anchors?.foreign[0] ? { kind: 'ANCHOR', sequence: null, id: null, at: null, line: anchors.foreign[0].line } : null;

/** How many rows wait for their seal, and since when. */
export async function waitingRows({
  read,
  dialect,
}: Database): Promise<Pick<Verification, 'unsealed' | 'oldestUnsealedAt'>> {
  const [count] = await read.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${unsealedRows(dialect)}`);
  const [first] = await read.query<{ at: string }>(`SELECT at FROM ${unsealedRows(dialect)} ORDER BY id LIMIT 1`);
  return { unsealed: Number(count?.n ?? 0), oldestUnsealedAt: first?.at ?? null };
}
