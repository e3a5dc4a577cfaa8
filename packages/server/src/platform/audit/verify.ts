import type { KeyObject } from 'node:crypto';
import type { Database, Dialect } from '../db/database';
import type { Anchor, AnchorsRead } from './anchor';
import { diagnose } from './diagnose';
import type { Problem } from './problem';
import { packedAfter, PackedRows } from './packed';
import { genesis, keyCheck, sealedAfter, sealMaker, type SealedRow } from './seal';
import { readHead } from './sealer';

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

/** Pages that are read at once. */
const AHEAD: Record<Dialect, number> = { sqlite: 1, mysql: 3 };

interface Walked {
  to: number;
  problem: Problem | null;
}

async function walk(db: Database, key: KeyObject, options: VerifyOptions & Bounds): Promise<Walked> {
  const { from, end, page = 1000, anchors, onPage } = options;
  const walker = new Walker(key, {
    before: from === 1 ? genesis : await hashAt(db, from - 1),
    place: from - 1,
    end,
    anchors: new Map(anchors?.anchors.map((anchor) => [anchor.sequence, anchor])),
  });
  // a server reads on, each page on a connection of its own, while this one is gone through
  const coming: Promise<Buffer[]>[] = [];
  let asked = walker.place;
  const readOn = () => {
    for (; asked < end && coming.length < AHEAD[db.dialect]; asked += page) {
      const pageOf = packedAfter(db, asked, Math.min(page, end - asked));
      pageOf.catch(() => undefined);
      coming.push(pageOf);
    }
  };
  for (readOn(); coming.length > 0; readOn()) {
    const packed = await coming.shift()!;
    readOn();
    const fault = packed.map((bytes) => new PackedRows(bytes)).find((rows) => !walker.take(rows));
    if (fault) return { to: walker.place, problem: await problemAt(db, key, walker) };
    if (packed.length > 0) await onPage?.(walker.place - from + 1, end - from + 1);
  }
  return { to: walker.place, problem: await doubled(db, from, walker.place) };
}

interface Bounds {
  from: number;
  end: number;
}

/** Goes from seal to seal, and stands before the first row that is wrong. */
class Walker {
  before: string;
  place: number;
  /** The anchor that the row it stands before does not agree with. */
  against: Anchor | null = null;
  private readonly sealOf;

  constructor(
    key: KeyObject,
    private readonly way: { before: string; place: number; end: number; anchors: ReadonlyMap<number, Anchor> },
  ) {
    this.before = way.before;
    this.place = way.place;
    this.sealOf = sealMaker(key);
  }

  /** False when a row is not the next one, not as it was sealed, or not as it was anchored. */
  take(rows: PackedRows): boolean {
    while (this.place < this.way.end && rows.next()) {
      const expected = this.place + 1;
      if (rows.sequence !== expected || this.sealOf(this.before, expected, rows) !== rows.hash) return false;
      const anchor = this.way.anchors.get(expected);
      if (anchor && anchor.hash !== rows.hash) return ((this.against = anchor), false);
      this.before = rows.hash;
      this.place = expected;
    }
    return true;
  }
}

/** What is wrong with the row the walker stands before, read once more with what names it. */
async function problemAt(db: Database, key: KeyObject, { before, place, against }: Walker): Promise<Problem> {
  const [row] = await sealedAfter(db, place, 1);
  if (!row || Number(row.sequence) !== place + 1) return { kind: 'MISSING', sequence: place + 1, id: null, at: null };
  return against ? replaced(row, against) : diagnose(db, key, { before, row });
}

/** A second row at a place, which only somebody who took the unique index away could put there: it may lie between two pages. */
async function doubled(db: Database, from: number, to: number): Promise<Problem | null> {
  const [count] = await db.read.query<{ n: number }>(
    'SELECT COUNT(*) AS n FROM audit_event WHERE `sequence` BETWEEN ? AND ?',
    [from, to],
  );
  if (Number(count!.n) <= Math.max(0, to - from + 1)) return null;
  const [row] = await db.read.query<{ id: string; at: string; place: number }>(
    'SELECT MAX(id) AS id, MAX(at) AS at, `sequence` AS place FROM audit_event WHERE `sequence` BETWEEN ? AND ? GROUP BY `sequence` HAVING COUNT(*) > 1 ORDER BY `sequence` LIMIT 1',
    [from, to],
  );
  return row ? { kind: 'INSERTED', sequence: Number(row.place), id: row.id, at: row.at } : null;
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
export async function waitingRows({ read }: Database): Promise<Pick<Verification, 'unsealed' | 'oldestUnsealedAt'>> {
  // without naming an index: whoever tampers may have taken it away
  const [count] = await read.query<{ n: number }>('SELECT COUNT(*) AS n FROM audit_event WHERE `sequence` IS NULL');
  const unsealed = Number(count!.n);
  if (unsealed === 0) return { unsealed, oldestUnsealedAt: null };
  const [first] = await read.query<{ at: string }>('SELECT MIN(at) AS at FROM audit_event WHERE `sequence` IS NULL');
  return { unsealed, oldestUnsealedAt: first!.at };
}
