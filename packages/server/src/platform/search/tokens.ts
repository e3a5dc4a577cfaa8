import { fold, nameParts, phoneDigits } from '@dossier/shared';
import { pronounce } from './pinyin';

/**
 * What is indexed of a record. Tokens are typed by a one-letter prefix: `h` one or two Han characters, `c` codes, `d` the
 * digits of a number from some place to its end, `n` phone digits and `r` the same reversed (for tails), `p` initials, `f` full pinyin,
 * `w` Latin words, `i` the first one to three letters of initials and words. Exact tokens stream in rank order; the others are
 * searched as a range.
 */
export interface SearchText {
  /** Names of the record itself, the most important first. */
  names: readonly string[];
  /** Credit code, mail address: found by their beginning. */
  codes: readonly string[];
  /** Customer code, contract number: found by their beginning, and by any four or more of their digits in a row. */
  numbers?: readonly string[];
  phones: readonly string[];
  /** Titles that are found by their characters, not by pinyin. */
  titles?: readonly string[];
  /** Names of others that lead to the record, found by their characters: a customer's contacts. */
  people: readonly string[];
  /** Whose file the record is in, found by name and by sound: a contract's customer. */
  owners?: readonly string[];
}

/**
 * Raised whenever tokens change: an index of an earlier format is rebuilt beside the running archive (`reindex.ts`). 2 brought digits
 * of numbers, and contracts by the sound of their customer.
 */
export const INDEX_FORMAT = 2;

/** Lower is better. */
export const RANK = { code: 0, phone: 1, prefix: 2, pinyin: 3, contains: 4, related: 5 } as const;
/** Initials, words and pinyin are cut here: longer queries fall back to their first letters, then are checked against the text. */
export const TOKEN_LENGTH = 60;
/** Fewer digits in a row would find nearly everything. */
export const DIGITS_FROM = 4;
/** A number of more digits is found by those it begins with. */
const DIGITS_KEPT = 20;

const HAN = /\p{Script=Han}+/gu;
const LATIN = /[a-z0-9]+/g;
/** Legal forms match nearly every name; they are left out of tokens on both sides and checked against the text instead. */
const LEGAL = /(股份有限责任公司|有限责任公司|股份有限公司|有限公司|股份公司|集团公司|公司)$/;
/** A query may stop in the middle of the form; one character is too little to tell. */
const LEGAL_PART =
  /(股份有限责任公司|股份有限责任公|股份有限责任|股份有限责|股份有限公司|股份有限公|股份有限|股份有|股份公司|股份公|股份|有限责任公司|有限责任公|有限责任|有限责|有限公司|有限公|有限|集团公司|集团公|集团|公司)$/;

export const withoutLegalForm = (name: string): string => name.replace(LEGAL, '') || name;
/** The same for a query, which may end in the middle of the form. */
export const withoutLegalPart = (query: string): string => query.replace(LEGAL_PART, '');
/** Letters and digits alone: brackets and dots inside a name are not typed when one looks for it. */
const bare = (folded: string): string => folded.replace(/[^\p{L}\p{N}]/gu, '');
/** Codes are compared by letters and digits: `HT-2026-001` and `ht2026001` are the same. */
export const codeText = (code: string): string =>
  fold(code)
    .replace(/[^a-z0-9]/g, '')
    .slice(0, TOKEN_LENGTH);

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
  /** The first one to three letters, which stream without a range; digits are looked for otherwise. */
  letters(text: string, rank: number): void {
    const [letters] = /^[a-z]{0,3}/.exec(text)!;
    for (let length = 1; length <= letters.length; length++) this.add(`i${letters.slice(0, length)}`, rank);
  }
  words(folded: string, rank: number): void {
    for (const word of folded.match(LATIN) ?? []) {
      this.add(`w${word.slice(0, TOKEN_LENGTH)}`, rank);
      this.letters(word, rank);
    }
  }
  /** How a name sounds, under the usual and the other readings. */
  sounds(text: string): void {
    const { initials, full } = pronounce(text);
    initials.forEach((spelling, i) => {
      this.add(`p${spelling.slice(0, TOKEN_LENGTH)}`, RANK.pinyin);
      if (i < 2) this.letters(spelling, RANK.pinyin);
    });
    full.forEach((spelling) => this.add(`f${spelling.slice(0, TOKEN_LENGTH)}`, RANK.pinyin));
  }
  name(name: string): void {
    const { text, whole, core } = partsOf(name);
    // with the first character of the legal form, so that a name is found at every key that is typed
    this.han(whole + [...text.slice(whole.length)].slice(0, 1).join(''), RANK.prefix, RANK.contains);
    this.han(core, RANK.prefix, RANK.contains);
    for (const char of new Set(core.match(/\p{Script=Han}/gu) ?? []))
      this.add(`h${char}`, core.startsWith(char) ? RANK.prefix : RANK.contains);
    for (const part of soundedParts(whole, core)) this.sounds(part);
    this.words(fold(name), RANK.prefix);
  }
  /** A name that leads to the record: its characters and words, no single ones. */
  person(name: string): void {
    this.han(withoutLegalForm(bare(fold(name))), RANK.related, RANK.related);
    this.words(fold(name), RANK.related);
  }
  /** The same by sound: two readings of the initials, the usual one in full. */
  owner(name: string): void {
    this.person(name);
    const { whole, core } = partsOf(name);
    for (const part of soundedParts(whole, core)) {
      const { initials, full } = pronounce(part);
      for (const spelling of initials.slice(0, 2)) this.add(`p${spelling.slice(0, TOKEN_LENGTH)}`, RANK.related);
      if (initials[0]) this.letters(initials[0], RANK.related);
      if (full[0]) this.add(`f${full[0].slice(0, TOKEN_LENGTH)}`, RANK.related);
    }
  }
  code(code: string): void {
    const text = codeText(code);
    if (text) this.add(`c${text}`, RANK.code);
  }
  /** From every place to the end: what is typed begins one of them. */
  number(number: string): void {
    this.code(number);
    const digits = codeText(number).replace(/\D/g, '').slice(0, DIGITS_KEPT);
    // a number that is all digits has its beginning in the code
    for (let at = digits === codeText(number) ? 1 : 0; at + DIGITS_FROM <= digits.length; at++)
      this.add(`d${digits.slice(at)}`, at === 0 ? RANK.phone : RANK.contains);
  }
  phone(phone: string): void {
    const digits = phoneDigits(phone).slice(0, 20);
    if (digits.length < 4) return;
    this.add(`n${digits}`, RANK.phone);
    this.add(`r${[...digits].reverse().join('')}`, RANK.phone);
  }
}

/** A name without its legal form, and its core: without region, too. */
function partsOf(name: string): { text: string; whole: string; core: string } {
  const text = bare(fold(name));
  const whole = withoutLegalForm(text);
  return { text, whole, core: bare(fold(withoutLegalForm(nameParts(name).core))) || whole };
}
/** From the core on, what follows it included: 建发集团 of 厦门建发集团. */
const soundedParts = (whole: string, core: string): Set<string> =>
  new Set([whole, whole.slice(Math.max(0, whole.indexOf(core)))]);

/** All tokens of a record with their best rank. */
export function tokensOf(text: SearchText): Map<string, number> {
  const tokens = new Collector();
  for (const name of text.names) tokens.name(name);
  for (const code of text.codes) tokens.code(code);
  for (const number of text.numbers ?? []) tokens.number(number);
  for (const phone of text.phones) tokens.phone(phone);
  for (const title of text.titles ?? []) {
    tokens.han(bare(fold(title)), RANK.prefix, RANK.contains);
    tokens.words(fold(title), RANK.prefix);
  }
  for (const person of text.people) tokens.person(person);
  for (const owner of text.owners ?? []) tokens.owner(owner);
  return tokens.ranks;
}

/** The text that long queries are checked against: each part as it is and, if that differs, without signs. */
export const bodyOf = (text: SearchText): string =>
  [
    ...text.names,
    ...(text.titles ?? []),
    ...(text.numbers ?? []),
    ...text.codes,
    ...text.people,
    ...(text.owners ?? []),
  ]
    .flatMap((part) => [...new Set([titleOf(part), bare(fold(part))])])
    .join('\n');
/** A name as it is compared as a whole. */
export const titleOf = (name: string): string => fold(name).replace(/\s+/g, '');
