/** Numbers that are kept sealed: how they are written, checked and masked. No function here answers what it was given in a fault. */
import { isDate } from './date';
import type { SecretFormat } from './dictionary';
import type { ErrorCode, ErrorParams } from './errors';
import type { Normalised } from './keyword';

/** A reason to see one of them has at least this many characters. */
export const revealReasonMin = 4;

/** Half-width, without blanks, dashes and the invisible marks that are copied along. */
const flat = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\s-]/gu, '')
    .toUpperCase();

const shapes: Readonly<Record<SecretFormat, { shape: RegExp; code: ErrorCode }>> = {
  bankAccount: { shape: /^\d{8,32}$/, code: 'BANK_ACCOUNT_FORMAT' },
  // which papers it is from is said beside it, see `identityRule`
  identity: { shape: /^[A-Z0-9]{5,30}$/, code: 'IDENTITY_FORMAT' },
};

/** Stored form of a secret; the same number written in another way is the same. */
export function normaliseSecret(format: SecretFormat, text: string): Normalised {
  const { shape, code } = shapes[format];
  const value = flat(text);
  return shape.test(value) ? { ok: true, value } : { ok: false, code };
}

/** From the right, every second digit counts double (ISO/IEC 7812). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const figure = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (figure > 9 ? figure - 9 : figure);
  }, 0);
  return sum % 10 === 0;
}

/** Settlement cards are numbered by UnionPay; accounts of companies follow no common rule and are not judged. */
const isCard = (value: string): boolean => /^62\d{14,17}$/.test(value);

/** A fault of a well-formed secret that a person may accept with a reason. */
export function secretWarning(format: SecretFormat, value: string): { code: ErrorCode; params: ErrorParams } | null {
  return format === 'bankAccount' && isCard(value) && !passesLuhn(value)
    ? { code: 'CARD_CHECK_DIGIT', params: {} }
    : null;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

export type IdentityJudgement = 'ok' | 'format' | 'check';

/** A resident identity card: 18 characters with date of birth and check character (GB 11643-1999), or 15 digits before that. */
export function judgeResidentIdentity(value: string): IdentityJudgement {
  if (/^\d{15}$/.test(value)) return isBirthday(`19${value.slice(6, 12)}`) ? 'ok' : 'format';
  if (!/^[1-9]\d{16}[\dX]$/.test(value) || !isBirthday(value.slice(6, 14))) return 'format';
  const sum = weights.reduce((total, weight, place) => total + weight * Number(value[place]), 0);
  return checks[sum % 11] === value[17] ? 'ok' : 'check';
}

const isBirthday = (digits: string): boolean => {
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isDate(date) && Number(digits.slice(0, 4)) >= 1850;
};

/**
 * What is shown of a secret. Of an account its last four digits tell it apart from others; of an identity number less, as its end and
 * a date of birth would give it away.
 */
export function maskSecret(format: SecretFormat, value: string): string {
  if (format === 'bankAccount') return `**** ${value.slice(-4)}`;
  return `${value.slice(0, 1)}****${value.slice(-2)}`;
}
