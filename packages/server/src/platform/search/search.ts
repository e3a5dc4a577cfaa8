import { fold, mayRead, phoneDigits, type FieldRight } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import type { EntityModel } from '../query/model';
import type { OrderTerm } from '../query/order';
import { assertReadable, assertFieldReadable, fieldRight } from '../query/rights';
import { and, column, join, likeText, raw, sql, type Sql } from '../query/sql';
import { DIGITS_FROM, titleOf, TOKEN_LENGTH, withoutLegalPart } from './tokens';

/**
 * A search as a part of a list's statement: alias `p` gives record ids in order of rank. Records are joined by CROSS JOIN, which
 * keeps SQLite from reading the records first; to MySQL it is an ordinary join.
 */
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
  /** Longer Han words are checked against the text: bigrams can meet without being neighbours, and a legal form is in no token. */
  check: string | null;
}

const range = (prefix: string): [string, string] => [prefix, `${prefix}\u{10ffff}`];
const exactly = (token: string, more: string[] = [], check: string | null = null): Word => ({
  exact: token,
  more,
  ranges: [],
  check,
});
const MAX_LENGTH = 100;

const runsOf = (query: string): string[] => fold(query).match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
const isLatin = (run: string): boolean => /^[a-z0-9]/.test(run);
/** Han words first: they stream, and they choose best. */
const wordsOf = (runs: readonly string[]): Word[] => [
  ...runs.filter((run) => !isLatin(run)).flatMap(han),
  ...runs.filter(isLatin).map(letters),
];

function han(run: string): Word[] {
  const chars = [...withoutLegalPart(run)];
  if (chars.length === 0) return [];
  const check = [...run].length > 2 ? run : null;
  if (chars.length === 1) return [exactly(`h${chars[0]!}`, [], check)];
  const pairs = chars.slice(1).map((char, i) => `h${chars[i]!}${char}`);
  return [exactly(pairs[0]!, pairs.slice(1), check)];
}

function letters(run: string): Word {
  return /^[a-z]{1,3}$/.test(run)
    ? exactly(`i${run}`)
    : { exact: null, more: [], ranges: prefixesOf(run.slice(0, TOKEN_LENGTH)).map(range), check: null };
}

function prefixesOf(text: string): string[] {
  // one or two characters begin every credit code
  const prefixes = text.length < 3 ? [`w${text}`] : [`c${text}`, `w${text}`];
  if (/^[a-z]/.test(text)) return [...prefixes, `p${text}`, `f${text}`];
  if (!/^\d{3,}$/.test(text)) return prefixes;
  if (text.length >= DIGITS_FROM) prefixes.push(`d${text}`);
  for (const digits of new Set([text, phoneDigits(text)]))
    prefixes.push(`n${digits}`, `r${[...digits].reverse().join('')}`);
  return prefixes;
}

/** What of an entity's index the caller may search by. */
interface Scope {
  entity: string;
  /** First letters of tokens that come from fields the caller may not read. */
  closed: string;
  /** Names of others that lead to the record may be read; else their postings are left out. */
  others: boolean;
  ranks: Sql;
  /** What long words are checked against: the whole text, or only the record's own name where some of it may not be read. */
  text: Sql;
}

const lettersOf: Readonly<Record<string, string>> = { codes: 'c', numbers: 'cd', phones: 'nr' };

function scopeOf(ctx: RequestContext, model: EntityModel): Scope {
  const parts = Object.entries(model.search?.fields ?? {});
  const beyond: readonly string[] = (ctx.actor && model.search?.outOfReach?.(ctx.actor)) ?? [];
  const closed = parts
    .filter(([part, fields]) => beyond.includes(part) || fields.some((path) => !mayRead(fieldRightAt(ctx, path))))
    .map(([part]) => part);
  if (closed.includes('names') || closed.includes('titles')) assertFieldReadable(ctx, model, 'name');
  const others = !closed.includes('people') && !closed.includes('owners');
  return {
    entity: model.name,
    closed: closed.map((part) => lettersOf[part] ?? '').join(''),
    others,
    ranks: raw(others ? '(0,1,2,3,4,5)' : '(0,1,2,3,4)'),
    text: raw(closed.length > 0 ? 'd.title' : 'd.body'),
  };
}

function fieldRightAt(ctx: RequestContext, path: string): FieldRight {
  const [entity = '', name = ''] = path.split('.');
  return fieldRight(ctx.actor, ctx.models.get(entity), name);
}

/** Compiles a search over one entity; a blank query finds nothing. What comes from fields that the caller may not read finds nothing either. */
export function searchSource(ctx: RequestContext, model: EntityModel, query: string): SearchSource {
  assertReadable(ctx, model);
  const scope = scopeOf(ctx, model);
  if (query.length > MAX_LENGTH) throw new RequestError('SEARCH_TOO_LONG', { max: MAX_LENGTH });
  const runs = runsOf(query);
  const words = wordsOf(runs);
  // phones, codes and pinyin are also typed in pieces: 138 0013 8000, HT-2026-001, heng xin
  const joined = runs.length > 1 && runs.every(isLatin) ? letters(runs.join('')) : null;
  if (words.length === 0) return byText(scope, query.trim() ? titleOf(query) : null);
  return words[0]!.exact && !joined
    ? streamed(scope, words, runs)
    : gathered(scope, joined ? [words, [joined]] : [words], runs.join(''));
}

/** Postings of the first word in their order, the other words asked of each. */
function streamed(scope: Scope, words: readonly Word[], runs: readonly string[]): SearchSource {
  const checks = words.flatMap(({ check }) => check ?? []);
  const from = checks.length
    ? raw('search_posting p CROSS JOIN search_document d ON d.entity = p.entity AND d.record_id = p.record_id')
    : raw('search_posting p');
  return {
    from,
    where: and([
      matches(scope, tokensOf(scope, 'p', words[0]!)[0]!, words[0]!, words.slice(1)),
      ...checks.map((text) => contains(scope, text)),
    ]),
    order: checks.length && runs.length === 1 ? checkedOrder(runs[0]!) : order(),
  };
}

/**
 * The best posting of each record under any of the readings; a whole code comes first, then numbers that end so. One branch for each range of tokens: joined
 * by OR, the engines would read all postings of the entity.
 */
function gathered(scope: Scope, readings: readonly (readonly Word[])[], whole: string): SearchSource {
  const best = sql`CASE p.token WHEN ${`c${whole}`} THEN -1 WHEN ${`d${whole}`} THEN 0 ELSE p.rank_no END`;
  const found = readings.flatMap(([first, ...others]) =>
    tokensOf(scope, 'p', first!).map(
      (token) =>
        sql`SELECT p.record_id, ${best} AS rank_no, p.sort_key FROM search_posting p WHERE ${matches(scope, token, first!, others)}`,
    ),
  );
  return {
    from: sql`(SELECT u.record_id, MIN(u.rank_no) AS rank_no, MIN(u.sort_key) AS sort_key FROM (${join(found, ' UNION ALL ')}) u GROUP BY u.record_id) p`,
    where: sql`1=1`,
    order: order(),
  };
}

const contains = (scope: Scope, text: string): Sql => sql`${scope.text} LIKE ${`%${likeText(text)}%`} ESCAPE '!'`;

const term = (expression: Sql): OrderTerm => ({ expression, descending: false, nullable: false });
const order = (): OrderTerm[] => [term(raw('p.rank_no')), term(raw('p.sort_key')), term(raw('p.record_id'))];
/** Exact name, then names that begin so, then the rest. */
const checkedOrder = (text: string): OrderTerm[] => [
  term(
    sql`CASE WHEN d.title = ${text} THEN 0 WHEN d.title LIKE ${`${likeText(text)}%`} ESCAPE '!' THEN 1 ELSE p.rank_no END`,
  ),
  ...order().slice(1),
];

/** The conditions on tokens of which a word needs one. */
function tokensOf(scope: Scope, alias: string, { exact, ranges }: Word): Sql[] {
  const token = column(alias, 'token');
  const found = exact
    ? [sql`${token} = ${exact}`]
    : ranges
        .filter(([from]) => !scope.closed.includes(from[0]!))
        .map(([from, to]) => sql`(${token} >= ${from} AND ${token} < ${to})`);
  return scope.others ? found : found.map((one) => sql`${one} AND ${column(alias, 'rank_no')} IN ${scope.ranks}`);
}

/** Posting `p` is of the first word, and its record has the others too. */
function matches(scope: Scope, token: Sql, first: Word, others: readonly Word[]): Sql {
  return and([
    sql`p.entity = ${scope.entity}`,
    token,
    ...first.more.map((more) => hasToken(scope, more)),
    ...others.map((word) => alsoMatches(scope, word)),
  ]);
}

/** A further word: a point look-up per candidate for exact tokens, a set for ranges. */
function alsoMatches(scope: Scope, word: Word): Sql {
  if (word.exact) return and([word.exact, ...word.more].map((token) => hasToken(scope, token)));
  const sets = tokensOf(scope, 's', word).map(
    (token) => sql`SELECT s.record_id FROM search_posting s WHERE s.entity = ${scope.entity} AND ${token}`,
  );
  return sql`p.record_id IN (${join(sets, ' UNION ALL ')})`;
}

const hasToken = (scope: Scope, token: string): Sql =>
  sql`EXISTS (SELECT 1 FROM search_posting s WHERE s.entity = ${scope.entity} AND s.token = ${token} AND s.rank_no IN ${scope.ranks} AND s.sort_key = p.sort_key AND s.record_id = p.record_id)`;

/** A query without usable tokens (only a legal form, or only signs): the text itself decides. */
function byText(scope: Scope, text: string | null): SearchSource {
  // no text holds a NUL, but SQLite would end the pattern there and find everything
  const nothing = text === null || text.includes('\0');
  const from = sql`(SELECT d.record_id, 4 AS rank_no, d.sort_key FROM search_document d WHERE d.entity = ${scope.entity} AND ${nothing ? raw('1=0') : contains(scope, text)}) p`;
  return { from, where: sql`1=1`, order: order() };
}
