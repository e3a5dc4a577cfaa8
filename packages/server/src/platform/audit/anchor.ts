import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The end of the chain at a moment, kept outside the database: what was cut off its tail, or an old copy put in its place, does not
 * reach the last anchor. A REBASE says that the log was emptied or brought back on purpose: anchors before it count no longer.
 */
export interface Anchor {
  kind: 'ANCHOR' | 'REBASE';
  at: string;
  sequence: number;
  hash: string;
  /** Of a rebase: why. */
  reason?: string;
}

/** A line that is not ours: altered, or written with another key. */
export interface ForeignLine {
  line: number;
}
export interface AnchorsRead {
  /** Since the last rebase, oldest first. */
  anchors: Anchor[];
  foreign: ForeignLine[];
}

const macOf = (key: KeyObject, { kind, at, sequence, hash, reason }: Anchor): string =>
  createHmac('sha256', key)
    .update(['anchor', kind, at, sequence, hash, reason ?? ''].join('\n'))
    .digest('hex');

/** Appends a line to each file and waits until it is on disk. All files are tried; the first failure is thrown at the end. */
export async function writeAnchor(files: readonly string[], key: KeyObject, anchor: Anchor): Promise<void> {
  const line = `${JSON.stringify({ ...anchor, mac: macOf(key, anchor) })}\n`;
  const results = await Promise.allSettled(files.map((file) => append(file, line)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function append(file: string, line: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(line);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads what a file holds; one that does not exist holds nothing. A last line that was cut off in the writing is left out. */
export async function readAnchors(file: string, key: KeyObject): Promise<AnchorsRead> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const read: AnchorsRead = { anchors: [], foreign: [] };
  lines.forEach((line, i) => {
    if (i === lines.length - 1 || !line.trim()) return;
    const anchor = parse(line, key);
    if (!anchor) read.foreign.push({ line: i + 1 });
    else if (anchor.kind === 'REBASE') read.anchors = anchor.sequence > 0 ? [anchor] : [];
    else read.anchors.push(anchor);
  });
  return read;
}

function parse(line: string, key: KeyObject): Anchor | null {
  try {
    const { mac, ...anchor } = JSON.parse(line) as Anchor & { mac: string };
    const wanted = Buffer.from(macOf(key, anchor));
    const given = Buffer.from(String(mac));
    return wanted.length === given.length && timingSafeEqual(wanted, given) ? anchor : null;
  } catch {
    return null;
  }
}
