import { fold } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import { assertReadable } from '../query/filter';
import type { EntityModel } from '../query/model';
import type { OrderTerm } from '../query/order';
import { and, column, likeText, or, raw, sql, type Sql } from '../query/sql';
import { TOKEN_LENGTH, withoutLegalPart } from './tokens';

/** A search as a part of a list's statement: alias `p` gives record ids in order of rank. */
export interface SearchSource {
  from: Sql;
  where: Sql;
  order: OrderTerm[];
}

/** One word of a query: postings it can match. `exact` tokens stream in order; ranges must be gathered first. */
interface Word {
  exact: string | null;
  more: string[];
  ranges: [string, string][];
}

const range = (prefix: string): [string, string] => [prefix, `${prefix}\u{10ffff}`];
const MAX_LENGTH = 100;

/** Splits a query into Han runs and letter-digit runs; anything else only separates. */
export function wordsOf(query: string): Word[] {
  const runs = fold(query).match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
  return runs.flatMap((run): Word[] => (/^[a-z0-9]/.test(run) ? [letters(run)] : han(run)));
}

function han(run: string): Word[] {
  const text = withoutLegalPart(run);
  const chars = [...text];
  if (chars.length === 0) return [];
  if (chars.length === 1) return [{ exact: `h${text}`, more: [], ranges: [] }];
  const pairs = chars.slice(1).map((char, i) => `h${chars[i]!}${char}`);
  return [{ exact: pairs[0]!, more: pairs.slice(1), ranges: [] }];
}

function letters(run: string): Word {
  const text = run.slice(0, TOKEN_LENGTH);
  if (/^[a-z]{1,3}$/.test(text)) return { exact: `i${text}`, more: [], ranges: [] };
  const prefixes = [`c${text}`, `w${text}`];
  if (/^\d+$/.test(text) && text.length >= 3) prefixes.push(`n${text}`, `r${[...text].reverse().join('')}`);
  if (/^[a-z]/.test(text)) prefixes.push(`p${text}`, `f${text}`);
  return { exact: null, more: [], ranges: prefixes.map(range) };
}

const rangeCondition = (alias: string, ranges: Word['ranges']): Sql =>
  or(ranges.map(([from, to]) => sql`(${column(alias, 'token')} >= ${from} AND ${column(alias, 'token')} < ${to})`));

/** Compiles a search over one entity. */
export function searchSource(ctx: RequestContext, model: EntityModel, query: string): SearchSource {
  assertReadable(ctx, model);
  if (query.length > MAX_LENGTH) throw new RequestError('SEARCH_TOO_LONG', { max: MAX_LENGTH });
  const words = wordsOf(query);
  const text = fold(query).replace(/\s+/g, '');
  const [first, ...others] = words;
  const conditions = others.map((word) => alsoMatches(model, word));
  if (!first) return byText(model, query.trim() ? text : null);
  const check = needsCheck(query, words);
  if (first.exact) {
    const more = first.more.map((token) => alsoMatches(model, { exact: token, more: [], ranges: [] }));
    const source = sql`search_posting p${check ? sql` JOIN search_document d ON d.entity = p.entity AND d.record_id = p.record_id` : raw('')}`;
    const where = and([sql`p.entity = ${model.name}`, sql`p.token = ${first.exact}`, ...more, ...conditions, ...(check ? [contains(text)] : [])]);
    return { from: source, where, order: check ? checkedOrder(text) : order() };
  }
  const gathered = sql`(SELECT record_id, MIN(rank_no) AS rank_no, MIN(sort_key) AS sort_key FROM search_posting s WHERE s.entity = ${model.name} AND ${rangeCondition('s', first.ranges)} GROUP BY record_id) p`;
  return { from: gathered, where: and(conditions.length ? conditions : [sql`1=1`]), order: order() };
}

/** Bigrams can meet without being neighbours, and a legal form is in no token: longer Han queries are checked against the text. */
const needsCheck = (query: string, words: readonly Word[]): boolean => {
  const runs = fold(query).match(/\p{Script=Han}+/gu) ?? [];
  return words.length === 1 && runs.length === 1 && [...runs[0]!].length > 2;
};
const contains = (text: string): Sql => sql`d.body LIKE ${`%${likeText(text)}%`} ESCAPE '!'`;

const term = (expression: Sql): OrderTerm => ({ expression, descending: false, nullable: false });
const order = (): OrderTerm[] => [term(raw('p.rank_no')), term(raw('p.sort_key')), term(raw('p.record_id'))];
/** Exact name, then names that begin so, then the rest. */
const checkedOrder = (text: string): OrderTerm[] => [
  term(sql`CASE WHEN d.title = ${text} THEN 0 WHEN d.title LIKE ${`${likeText(text)}%`} ESCAPE '!' THEN 1 ELSE p.rank_no END`),
  ...order().slice(1),
];

/** A further word: a point look-up per candidate for exact tokens, a set for ranges. */
function alsoMatches(model: EntityModel, word: Word): Sql {
  if (!word.exact) return sql`p.record_id IN (SELECT s.record_id FROM search_posting s WHERE s.entity = ${model.name} AND ${rangeCondition('s', word.ranges)})`;
  return and([word.exact, ...word.more].map((token) =>
    sql`EXISTS (SELECT 1 FROM search_posting s WHERE s.entity = ${model.name} AND s.token = ${token} AND s.rank_no IN (0,1,2,3,4,5) AND s.sort_key = p.sort_key AND s.record_id = p.record_id)`));
}

/** A query without usable tokens (only a legal form, or only signs): the text itself decides. */
function byText(model: EntityModel, text: string | null): SearchSource {
  const from = sql`(SELECT d.record_id, 4 AS rank_no, d.sort_key FROM search_document d WHERE d.entity = ${model.name} AND ${text === null ? raw('1=0') : contains(text)}) p`;
  return { from, where: sql`1=1`, order: order() };
}
