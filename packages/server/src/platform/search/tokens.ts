import { fold, nameParts, phoneDigits } from '@dossier/shared';
import { pronounce } from './pinyin';

/**
 * What is indexed of a record. Tokens are typed by a one-letter prefix: `h` one or two Han characters, `c` codes, `n` phone digits
 * and `r` the same reversed (for tails), `p` initials, `f` full pinyin, `w` Latin words, `i` the first one to three letters of
 * initials and words. Exact tokens stream in rank order; the others are searched as a range.
 */
export interface SearchText {
  /** Names of the record itself, the most important first. */
  names: readonly string[];
  /** Credit code, customer code, contract number. */
  codes: readonly string[];
  phones: readonly string[];
  /** Titles that are found by their characters, not by pinyin. */
  titles?: readonly string[];
  /** Names of others that lead to the record: a customer's contacts, a contract's customer. */
  people: readonly string[];
}

/** Lower is better. */
export const RANK = { code: 0, phone: 1, prefix: 2, pinyin: 3, contains: 4, related: 5 } as const;
/** Initials, words and pinyin are cut here: longer queries fall back to their first letters, then are checked against the text. */
export const TOKEN_LENGTH = 60;

const HAN = /\p{Script=Han}+/gu;
const LATIN = /[a-z0-9]+/g;
/** Legal forms match nearly every name; they are left out of tokens on both sides and checked against the text instead. */
const LEGAL = /(股份有限责任公司|有限责任公司|股份有限公司|有限公司|股份公司|集团公司|公司)$/;
const LEGAL_PART = /(股份有限责任公司|有限责任公司|股份有限公司|有限公司|股份有限公|有限责任公|股份有限|有限责任|有限公|有限|公司)$/;

export const withoutLegalForm = (name: string): string => name.replace(LEGAL, '') || name;
/** The same for a query, which may end in the middle of the form. */
export const withoutLegalPart = (query: string): string => query.replace(LEGAL_PART, '');

const bigrams = (run: string[]): string[] => run.slice(1).map((char, i) => run[i]! + char);

class Collector {
  readonly ranks = new Map<string, number>();
  add(token: string, rank: number): void {
    const known = this.ranks.get(token);
    if (known === undefined || rank < known) this.ranks.set(token, rank);
  }
  /** Han bigrams; the one at the very start ranks as a prefix. */
  han(text: string, first: number, rest: number): void {
    for (const { 0: run, index } of text.matchAll(HAN)) {
      const chars = [...run];
      if (chars.length === 1) this.add(`h${run}`, index === 0 ? first : rest);
      bigrams(chars).forEach((pair, i) => this.add(`h${pair}`, index === 0 && i === 0 ? first : rest));
    }
  }
  letters(text: string, rank: number): void {
    for (let length = 1; length <= Math.min(3, text.length); length++) this.add(`i${text.slice(0, length)}`, rank);
  }
}

/** All tokens of a record with their best rank. */
export function tokensOf(text: SearchText): Map<string, number> {
  const tokens = new Collector();
  for (const name of text.names) {
    const whole = withoutLegalForm(fold(name).replace(/\s+/g, ''));
    const core = withoutLegalForm(nameParts(name).core || whole);
    tokens.han(whole, RANK.prefix, RANK.contains);
    tokens.han(core, RANK.prefix, RANK.contains);
    for (const char of new Set(core.match(/\p{Script=Han}/gu) ?? [])) tokens.add(`h${char}`, core.startsWith(char) ? RANK.prefix : RANK.contains);
    for (const part of new Set([whole, core])) {
      const { initials, full } = pronounce(part);
      initials.forEach((spelling, i) => {
        tokens.add(`p${spelling.slice(0, TOKEN_LENGTH)}`, RANK.pinyin);
        if (i < 2) tokens.letters(spelling, RANK.pinyin);
      });
      full.forEach((spelling) => tokens.add(`f${spelling.slice(0, TOKEN_LENGTH)}`, RANK.pinyin));
    }
    for (const word of whole.match(LATIN) ?? []) {
      tokens.add(`w${word.slice(0, TOKEN_LENGTH)}`, RANK.prefix);
      tokens.letters(word, RANK.prefix);
    }
  }
  for (const code of text.codes) tokens.add(`c${fold(code).slice(0, TOKEN_LENGTH)}`, RANK.code);
  for (const phone of text.phones) {
    const digits = phoneDigits(phone).slice(0, 20);
    if (digits.length < 4) continue;
    tokens.add(`n${digits}`, RANK.phone);
    tokens.add(`r${[...digits].reverse().join('')}`, RANK.phone);
  }
  for (const title of text.titles ?? []) tokens.han(fold(title), RANK.prefix, RANK.contains);
  for (const person of text.people) tokens.han(withoutLegalForm(fold(person)), RANK.related, RANK.related);
  return tokens.ranks;
}

/** The text that long queries are checked against. */
export const bodyOf = (text: SearchText): string => [...text.names, ...(text.titles ?? []), ...text.codes, ...text.people].map((part) => fold(part).replace(/\s+/g, '')).join('\n');
