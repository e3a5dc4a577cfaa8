import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../../platform/db/database';

/** What a document answered; each has its own shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Told = any;

/** What an answer is compared by: rows of texts, null where there is no value. */
export type Line = readonly (string | null)[];

/** The answer to one question of `docs/cookbook.md` in SQL written by hand. */
export interface Answer {
  /** What the document answered → lines. */
  lines: (data: Told) => readonly (readonly unknown[])[];
  sql: string | ((dialect: Dialect) => string);
  params?: readonly unknown[];
  /** A row of the SQL → a line, where the columns themselves are not. */
  map?: (row: Told) => readonly unknown[];
  /** True where the document gives the order. */
  ordered?: boolean;
}

export interface Question {
  number: number;
  operation: string;
  titles: readonly string[];
  document: string;
}

const file = join(__dirname, '../../../../../../docs/cookbook.md');

/** The questions with their documents, as they are printed. */
export function questions(): Question[] {
  const sections = readFileSync(file, 'utf8').split(/^### /m).slice(1);
  return sections.map((section) => {
    const [head = ''] = section.split('\n', 1);
    const document = /```graphql\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
    return {
      number: Number.parseInt(head, 10),
      titles: head.replace(/^\d+\. /, '').split(' · '),
      operation: /^query (\w+)/.exec(document)?.[1] ?? '',
      document,
    };
  });
}

/** One form for what the graph, SQLite and MariaDB say: `3`, `"3"` and `3n` are one. */
export const asLine = (values: readonly unknown[]): Line =>
  values.map((value) => (value === null || value === undefined ? null : String(value)));

/** An amount as stored: whole minor units. */
export const minor = (money: { amount: string } | undefined): string | null =>
  money ? String(BigInt(money.amount.replace('.', ''))) : null;

/** Amounts of an aggregate in one currency. */
export const inCurrency = (list: readonly { amount: string; currency: string }[], currency = 'CNY'): string | null =>
  minor(list.find((money) => money.currency === currency));
