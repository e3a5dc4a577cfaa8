/** Published code sets. Industry and registration type are built in; regions are large and register themselves. */
import { label, type CodeSetName, type Label } from './dictionary';
import { industryLines } from './data/industries';
import { registrationTypeLines } from './data/registration-types';
import { fold } from './text';

/** A published list of codes. */
export interface CodeSet {
  has(code: string): boolean;
  label(code: string): Label | null;
  /** The code a clerk means: a code in any writing, or a name. Null when nothing or more than one fits. */
  find(text: string): string | null;
  entries(): Iterable<readonly [string, Label]>;
}

const shapes: Readonly<Record<CodeSetName, { shape: RegExp; example: string }>> = {
  region: { shape: /^\d{6}$/, example: '330106' },
  industry: { shape: /^[A-T]\d{0,4}$/, example: 'C39' },
  registrationType: { shape: /^\d{3}$/, example: '112' },
};

/** Whether a text could be a code of the set, known or not. */
export const isCodeShape = (set: CodeSetName, code: string): boolean => shapes[set].shape.test(code);
export const codeExample = (set: CodeSetName): string => shapes[set].example;

const parse = (lines: string): Map<string, Label> =>
  new Map(
    lines
      .trim()
      .split('\n')
      .map((line) => line.split('|'))
      .map(([code = '', zh = '', en = '']) => [code, label(zh, en)]),
  );

/** A code set over a table; `alias` turns other writings of a code into the code. */
function tableSet(table: ReadonlyMap<string, Label>, alias: (text: string) => string): CodeSet {
  const byName = new Map<string, string>();
  // The finest code of equal names wins: 教育 is P83, not its section P.
  for (const [code, name] of table) byName.set(fold(name.zh), code).set(fold(name.en), code);
  return {
    has: (code) => table.has(code),
    label: (code) => table.get(code) ?? null,
    find(text) {
      const flat = fold(text).trim();
      const code = alias(flat.toUpperCase());
      if (table.has(code)) return code;
      // `C39 计算机…` and `112-私营…`: the code is in front of its name.
      return byName.get(flat) ?? byName.get(flat.replace(/^[a-t]?\d{1,4}[\s:.-]*/, '')) ?? null;
    },
    entries: () => table,
  };
}

const industries = parse(industryLines);
const sectionOf = new Map(
  [...industries.keys()].filter((code) => code.length === 3).map((code) => [code.slice(1), code.charAt(0)]),
);
/** Clerks often leave the letter out: `39` and `3911` mean C39 and C3911. */
const withSection = (text: string): string =>
  /^\d{2,4}$/.test(text) ? (sectionOf.get(text.slice(0, 2)) ?? '') + text : text;

const listed = tableSet(industries, withSection);
const industry: CodeSet = {
  ...listed,
  // Groups and classes below a known division are taken as they are: the standard revises them often.
  has: (code) => industries.has(code) || (/^[A-T]\d{3,4}$/.test(code) && industries.has(code.slice(0, 3))),
  label: (code) => industries.get(code) ?? industries.get(code.slice(0, 4)) ?? industries.get(code.slice(0, 3)) ?? null,
  find(text) {
    const code = withSection(text.normalize('NFKC').trim().toUpperCase());
    return industry.has(code) ? code : listed.find(text);
  },
};

const sets = new Map<CodeSetName, CodeSet>([
  ['industry', industry],
  ['registrationType', tableSet(parse(registrationTypeLines), (text) => text)],
]);

/** Adds a code set that is loaded on its own (regions). Until then its codes are checked by shape only. */
export const registerCodeSet = (name: CodeSetName, set: CodeSet): void => {
  sets.set(name, set);
};

/** A code set, or undefined while it is not loaded. */
export const codeSet = (name: CodeSetName): CodeSet | undefined => sets.get(name);
