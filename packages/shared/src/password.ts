/** Rules of a new password: the same for the form, the API and the command line. */
import type { ErrorCode, ErrorParams } from './errors';
import { commonPasswords } from './data/common-passwords';

export const passwordMin = 10;
export const passwordMax = 128;
/** A new password differs from the current one and from those before it, this many in all. */
export const passwordsRemembered = 3;

export interface PasswordFault {
  code: ErrorCode;
  params: ErrorParams;
}

/** Compared as stored: width and case of letters do not make another password here. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What is wrong with a new password by itself; null when it will do. That it is a new one only the archive can tell. */
export function passwordFault(password: string, userName: string): PasswordFault | null {
  const text = plain(password);
  const length = [...text].length;
  if (length < passwordMin) return { code: 'PASSWORD_TOO_SHORT', params: { min: passwordMin } };
  if (length > passwordMax) return { code: 'PASSWORD_TOO_LONG', params: { max: passwordMax } };
  if (userName && text.includes(plain(userName))) return { code: 'PASSWORD_HAS_USER_NAME', params: {} };
  if (isCommon(text)) return { code: 'PASSWORD_COMMON', params: {} };
  if (new Set(text).size < 5 || isSequence(text)) return { code: 'PASSWORD_TOO_SIMPLE', params: {} };
  return null;
}

const rows = ['abcdefghijklmnopqrstuvwxyz', '12345678901234567890', 'qwertyuiopasdfghjklzxcvbnm'];
/** `1234567890`, `qwertyuiop`, and the same backwards. */
const isSequence = (text: string): boolean =>
  rows.some((row) => row.includes(text) || [...row].reverse().join('').includes(text));

/** Signs and spaces around and between do not make a common password rare. */
const isCommon = (text: string): boolean =>
  commonPasswords.has(text) || commonPasswords.has(text.replace(/[^\p{L}\p{N}]/gu, ''));
