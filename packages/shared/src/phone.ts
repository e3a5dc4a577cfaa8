/** Phone numbers as they are written in China: one stored form, digits for comparison, several in one cell. */

export type PhoneKind = 'MOBILE' | 'LANDLINE' | 'LOCAL' | 'HOTLINE' | 'SHORT' | 'INTERNATIONAL';

/** A phone number that was understood. */
export interface Phone {
  kind: PhoneKind;
  /** Stored form: `13800138000`, `0571-88886666-801`, `400-800-1024`, `+85221234567`. */
  text: string;
  /** `+8657188886666;ext=801`; null where a number has no place in the world plan (short and local ones). */
  e164: string | null;
  /** Compared and searched on: national digits without extension. */
  digits: string;
  extension: string | null;
}

const landline = /^0(10|2[0-57-9]|[3-9]\d{2})([2-9]\d{6,7})$/;

/** Half-width, one sign for every dash, `-` before the extension. */
function flatten(text: string): { body: string; extension: string | null } {
  const flat = text
    .normalize('NFKC')
    .trim()
    .replace(/[‐-―−ー—]/g, '-')
    .replace(/\s*(?:转分机|分机号|分机|转|extension|ext\.?|#|x)\s*:?\s*(?=\d{1,6}$)/i, ';')
    .replace(/^00(?=[1-9])/, '+');
  const [body = '', explicit] = flat.split(';');
  const dashed = /^(.*\d{7,8})-(\d{1,6})$/.exec(body);
  if (!explicit && dashed && domestic(dashed[1]!, dashed[2]!)) return { body: dashed[1]!, extension: dashed[2]! };
  return { body, extension: explicit ?? null };
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const make = (kind: PhoneKind, text: string, e164: string | null, digits: string, extension: string | null): Phone => ({
  kind,
  text: extension ? `${text}-${extension}` : text,
  e164: e164 && extension ? `${e164};ext=${extension}` : e164,
  digits,
  extension,
});

/** Reads one phone number; null when it is none. */
export function parsePhone(text: string): Phone | null {
  if (/[^\d\s+\-()#.:;转分机号extensionEXTENSION‐-―−ー—]/.test(text.normalize('NFKC'))) return null;
  const { body, extension } = flatten(text);
  if (!/^\+?[\d\s\-().]+$/.test(body)) return null;
  const foreign = body.startsWith('+') && !/^\+86/.test(body);
  if (foreign) {
    const digits = digitsOf(body);
    return /^[1-9]\d{6,14}$/.test(digits) ? make('INTERNATIONAL', `+${digits}`, `+${digits}`, digits, extension) : null;
  }
  return domestic(body, extension);
}

/** A number of the mainland, with or without its country code; abroad the 0 of an area code is left out. */
function domestic(body: string, extension: string | null): Phone | null {
  const digits = digitsOf(body);
  const rest = digits.slice(2);
  if (body.startsWith('+86')) return byPlan(rest, extension) ?? byPlan(`0${rest}`, extension);
  const coded = /^86(?:1[3-9]\d{9}|0\d{9,11})$/.test(digits);
  return byPlan(coded ? rest : digits, extension);
}

/** Digits read by the national numbering plan. */
function byPlan(digits: string, extension: string | null): Phone | null {
  if (/^1[3-9]\d{9}$/.test(digits)) return extension ? null : make('MOBILE', digits, `+86${digits}`, digits, null);
  const fixed = landline.exec(digits);
  if (fixed) return make('LANDLINE', `0${fixed[1]}-${fixed[2]}`, `+86${fixed[1]}${fixed[2]}`, digits, extension);
  if (/^[48]00\d{7}$/.test(digits)) {
    const shown = `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
    return make('HOTLINE', shown, `+86${digits}`, digits, extension);
  }
  if (/^9[56]\d{3,4}$|^1010\d{4}$/.test(digits)) return extension ? null : make('SHORT', digits, null, digits, null);
  return /^[2-9]\d{6,7}$/.test(digits) ? make('LOCAL', digits, null, digits, extension) : null;
}

/** Stored form of a number, or null when it is not valid. */
export const normalisePhone = (text: string): string | null => parsePhone(text)?.text ?? null;

/** Digits two writings of the same number share, for comparison and search. */
export const phoneDigits = (text: string): string => parsePhone(text)?.digits ?? digitsOf(text.normalize('NFKC'));

/** Whether the number can go into a mobile field. */
export const isMobile = (phone: Phone): boolean => phone.kind === 'MOBILE' || phone.kind === 'INTERNATIONAL';

/** Several numbers in one cell, in their order: `13800138000、0571-88886666 / 13900139000`. */
export function splitPhones(cell: string): { phones: Phone[]; rest: string[] } {
  const phones: Phone[] = [];
  const rest: string[] = [];
  for (const part of cell.normalize('NFKC').split(/[,;、/\n\r|]+/)) {
    if (part.trim()) collect(part.trim(), phones, rest);
  }
  return { phones, rest };
}

function collect(part: string, phones: Phone[], rest: string[]): void {
  const whole = parsePhone(part);
  if (whole) {
    phones.push(whole);
    return;
  }
  for (const piece of part.split(/\s+/)) {
    const phone = parsePhone(piece);
    if (phone) phones.push(phone);
    else rest.push(piece);
  }
}
