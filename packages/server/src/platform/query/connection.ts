import { encodeCursor } from './cursor';
import type { Aggregate } from './aggregate/figures';
import type { Page } from './page';
import type { ConnectionParts } from './selection';

/** A finished row: fields by name, relations under `relationKey(alias)`. */
export type Row = Record<string, unknown>;

export interface Connection {
  nodes: Row[];
  edges: { cursor?: string; node: Row }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount?: number;
  aggregate?: Aggregate;
}

/** The row beyond the page is read only to tell that there is one; it stays as a mark. */
const BEYOND = '@beyond';
export const isBeyond = (row: Row | undefined): boolean => row?.[BEYOND] === true;
export const markBeyond = (rows: Row[], size: number): Row[] =>
  rows.length > size ? [...rows.slice(0, size), { [BEYOND]: true }] : rows;

/** Cursors from the order values that the statement read beside the row. */
export function setCursors(key: Buffer, question: string, rows: readonly Row[], terms: number): void {
  for (const row of rows)
    row['@cursor'] = encodeCursor(
      key,
      question,
      Array.from({ length: terms }, (_, i) => row[`@o${i}`]),
    );
}

/** What is told of the whole list beside the page. */
export type Whole = Pick<Connection, 'totalCount' | 'aggregate'>;

/** Rows of a page (perhaps with the mark) → the connection. */
export function shapeConnection(rows: Row[], page: Page, parts: ConnectionParts, whole: Whole): Connection {
  const beyond = isBeyond(rows.at(-1));
  if (beyond) rows.pop();
  if (page.backwards) rows.reverse();
  const cursor = (row: Row | undefined) => (row && parts.cursors ? (row['@cursor'] as string) : null);
  return {
    nodes: rows,
    edges: rows.map((node) => ({ cursor: node['@cursor'] as string, node })),
    pageInfo: {
      hasNextPage: page.backwards ? page.cursor !== null : beyond,
      hasPreviousPage: page.backwards ? beyond : page.cursor !== null || page.offset > 0,
      startCursor: cursor(rows[0]),
      endCursor: cursor(rows.at(-1)),
    },
    ...whole,
  };
}
