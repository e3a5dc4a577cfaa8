/** What a header says once its decoration is taken off. */
export interface HeaderText {
  /** Compared with labels: half-width, lower case, without spaces, stars and brackets. */
  bare: string;
  /** What stood in brackets: a unit, a hint, a number. */
  brackets: string[];
}

const BRACKETS = /[([{【〔]([^)\]}】〕]*)[)\]}】〕]/g;

/** `* 注册资本（万元）：` → bare `注册资本`, brackets `['万元']`. */
export function readHeader(text: string): HeaderText {
  const flat = text.normalize('NFKC').toLowerCase();
  const brackets: string[] = [];
  const bare = flat
    .replace(BRACKETS, (_, inner: string) => {
      brackets.push(inner.replace(/\s/g, ''));
      return '';
    })
    .replace(/[\s*:：_·.。、,]|^[★※☆△]+|[★※☆△]+$/g, '');
  return { bare, brackets };
}

const NUMERALS = '零一二三四五六七八九十';

/** `2`, `二`, `②` → 2. */
export function ordinalOf(text: string): number | null {
  const flat = text.normalize('NFKC');
  if (/^\d{1,2}$/.test(flat)) return Number(flat);
  const index = NUMERALS.indexOf(flat);
  return flat.length === 1 && index > 0 ? index : null;
}

/** How many single-character edits lie between two words, up to `limit` (then `limit + 1`). */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, replaced));
    }
    previous = current;
  }
  return previous[b.length]!;
}
