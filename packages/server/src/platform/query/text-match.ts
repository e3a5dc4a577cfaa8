import { fold, label, type KeywordFormat } from '@dossier/shared';
import { RequestError } from '../graphql/errors';
import type { FieldModel } from './model';
import { FALSE, likeText, sql, type Sql } from './sql';

export type TextOperator = 'contains' | 'startsWith' | 'endsWith';

/** Longer operands name no text that the archive keeps, and SQLite refuses patterns of 50 000 bytes. */
const MAX_OPERAND = 2000;
/** Above every character, so that `prefix … prefix + LAST` spans all texts that begin with the prefix. */
const LAST = '\u{10ffff}';
/** Formats that keep letters as they were given; all others are stored in one case. */
const MIXED: ReadonlySet<KeywordFormat> = new Set(['plain', 'url']);

export function assertShort({ name }: FieldModel, operand: string): void {
  if (operand.length <= MAX_OPERAND) return;
  throw new RequestError('FILTER_INVALID', { detail: label(`${name} 的值太长`, `the value of ${name} is too long`) });
}

/** Keywords are stored half-width and trimmed, so operands are too. */
export const keywordText = (text: string): string => text.normalize('NFKC').trim();

/** What is compared, and the operand brought into the same form: case and width never matter. */
function sides(
  field: FieldModel,
  subject: Sql,
  folded: Sql | undefined,
): { subject: Sql; operand: (input: string) => string } {
  if (folded) return { subject: folded, operand: fold };
  const { field: declared } = field;
  if (declared.kind === 'keyword' && MIXED.has(declared.format))
    return { subject: sql`LOWER(${subject})`, operand: (text) => keywordText(text).toLowerCase() };
  if (declared.kind === 'keyword' && declared.format === 'email')
    return { subject, operand: (text) => keywordText(text).toLowerCase() };
  return { subject, operand: (text) => keywordText(text).toUpperCase() };
}

/** `contains`, `startsWith`, `endsWith`: wildcards in the operand mean themselves. A prefix also gives the engines an index range. */
export function textMatch(
  field: FieldModel,
  column: Sql,
  folded: Sql | undefined,
  operator: TextOperator,
  input: string,
): Sql {
  const { subject, operand } = sides(field, column, folded);
  const wanted = operand(input);
  assertShort(field, wanted);
  // no text holds it, but SQLite would end the pattern there
  if (wanted.includes('\0')) return FALSE;
  const like = (pattern: string) => sql`${subject} LIKE ${pattern} ESCAPE '!'`;
  if (operator === 'contains') return like(`%${likeText(wanted)}%`);
  if (operator === 'endsWith') return like(`%${likeText(wanted)}`);
  return sql`(${subject} >= ${wanted} AND ${subject} < ${wanted + LAST} AND ${like(`${likeText(wanted)}%`)})`;
}
