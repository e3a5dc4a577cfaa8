/**
 * Sheets run a cell as a formula when it begins with one of these, also after spaces and also in full width and in small forms.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const DANGEROUS = /^[\s\u00a0\u3000]*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫]/;
const DANGEROUS_LINE = /[\r\n][\s\u00a0\u3000]*[=+@＝＋＠﹦﹢﹫]/;
/** A plain number or phone is harmless and must stay a number. */
const HARMLESS = /^[+-]?[\d.,() -]+$/;

/** Would a leading `'` before this text be our mark? (Excel itself shows '123 for a number kept as text.) */
const marked = (rest: string): boolean =>
  DANGEROUS.test(rest) ||
  DANGEROUS_LINE.test(rest) ||
  /^\d+$/.test(rest) ||
  (rest.startsWith("'") && marked(rest.slice(1)));

/** Makes a text safe to open in a sheet: a leading `'` keeps it text. `unescapeFormula` gives back exactly the input. */
export function escapeFormula(text: string): string {
  if (text.startsWith("'")) return marked(text.slice(1)) ? `'${text}` : text;
  if (HARMLESS.test(text)) return text;
  return DANGEROUS.test(text) || DANGEROUS_LINE.test(text) ? `'${text}` : text;
}

/** Takes back what `escapeFormula` added, and unwraps `="00123"`, the trick that keeps digits in a CSV. */
export function unescapeFormula(text: string): string {
  if (text.startsWith("'")) return marked(text.slice(1)) ? text.slice(1) : text;
  return /^="([^"]*)"$/.exec(text)?.[1] ?? text;
}
