/**
 * Identity codes of organisations: the unified social credit code (GB 32100-2015), the organisation code inside it
 * (GB 11714-1997) and the 15-digit registration number of older papers. A wrong shape is an error; a wrong check
 * character only a warning, because codes that fail it have been issued.
 */

const creditSet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const creditShape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Half-width, upper case, no spaces or hyphens. */
export const normaliseCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―－]/g, '');

/** Whether a normalised code has the shape of a credit code (18 characters, without I O Z S V). */
export const isCreditCodeShape = (code: string): boolean => creditShape.test(code);

/** The 18th character that the first 17 ask for. */
export function creditCheckCharacter(code: string): string {
  const sum = creditWeights.reduce((total, weight, i) => total + weight * creditSet.indexOf(code.charAt(i)), 0);
  return creditSet.charAt((31 - (sum % 31)) % 31);
}

/** The 9th character that the 8 of an organisation code ask for. */
export function organisationCheckCharacter(code: string): string {
  const sum = organisationWeights.reduce((total, weight, i) => total + weight * parseInt(code.charAt(i), 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** What is known about a credit code. */
export interface CreditCodeCheck {
  /** As it is stored. */
  code: string;
  shape: boolean;
  /** The 18th character fits. */
  check: boolean;
  /** The organisation code inside (9th–17th) fits its own check character. */
  organisationCheck: boolean;
  /** The 18th character that would fit. */
  expected: string;
}

/** Checks a credit code as typed. */
export function checkCreditCode(text: string): CreditCodeCheck {
  const code = normaliseCode(text);
  if (!isCreditCodeShape(code)) return { code, shape: false, check: false, organisationCheck: false, expected: '' };
  const expected = creditCheckCharacter(code);
  const organisation = organisationCheckCharacter(code.slice(8, 16));
  return {
    code,
    shape: true,
    check: code.charAt(17) === expected,
    organisationCheck: code.charAt(16) === organisation,
    expected,
  };
}

/** The parts of a well-formed credit code; the organisation code is shown with its hyphen. */
export const creditCodeParts = (
  code: string,
): { department: string; category: string; region: string; organisation: string } => ({
  department: code.charAt(0),
  category: code.charAt(1),
  region: code.slice(2, 8),
  organisation: `${code.slice(8, 16)}-${code.charAt(16)}`,
});

/** Whether an organisation code (with or without hyphen) has the right shape and check character. */
export function isOrganisationCode(text: string): boolean {
  const code = normaliseCode(text);
  return /^[0-9A-Z]{8}[0-9X]$/.test(code) && organisationCheckCharacter(code) === code.charAt(8);
}

/** The 15th digit of a registration number (ISO 7064 MOD 11,10). */
export function legacyCheckDigit(number: string): string {
  let product = 10;
  for (const digit of number.slice(0, 14)) {
    product = (product + Number(digit)) % 10 || 10;
    product = (product * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** Checks a registration number as typed. */
export function checkLegacyNumber(text: string): { code: string; shape: boolean; check: boolean; expected: string } {
  const code = normaliseCode(text);
  if (!/^\d{15}$/.test(code)) return { code, shape: false, check: false, expected: '' };
  const expected = legacyCheckDigit(code);
  return { code, shape: true, check: code.charAt(14) === expected, expected };
}
