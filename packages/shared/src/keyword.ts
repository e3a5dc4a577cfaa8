/** Keyword fields: how each format is normalised before it is stored, and what is wrong when it cannot be. */
import type { KeywordFormat } from './dictionary';
import type { ErrorCode, ErrorParams } from './errors';
import { checkCreditCode, checkLegacyNumber } from './credit-code';
import { isMobile, parsePhone } from './phone';

export type Normalised = { ok: true; value: string } | { ok: false; code: ErrorCode; params?: ErrorParams };

const good = (value: string): Normalised => ({ ok: true, value });
const bad = (code: ErrorCode, params?: ErrorParams): Normalised => ({ ok: false, code, ...(params ? { params } : {}) });
/** Half-width, without blanks at the ends and invisible marks that sheets carry along. */
const flat = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
const ascii = (text: string): Normalised => (/^[\x20-\x7e]*$/.test(text) ? good(text) : bad('NOT_ASCII'));

function email(text: string): Normalised {
  const value = flat(text).toLowerCase();
  const shape =
    /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
  return shape.test(value) ? good(value) : bad('EMAIL_FORMAT');
}

function url(text: string): Normalised {
  const value = flat(text);
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  const parsed = URL.canParse(full) ? new URL(full) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || /\s/.test(value)) return bad('URL_FORMAT');
  if (!/^([a-z0-9_-]+\.)+[a-z0-9-]{2,}$/i.test(parsed.hostname)) return bad('URL_FORMAT');
  return good(parsed.pathname === '/' && !parsed.search && !parsed.hash ? parsed.origin : parsed.href);
}

const normalisers: Readonly<Record<KeywordFormat, (text: string) => Normalised>> = {
  plain: (text) => ascii(flat(text)),
  upper: (text) => ascii(flat(text).toUpperCase()),
  creditCode(text) {
    const { shape, code } = checkCreditCode(flat(text));
    return shape ? good(code) : bad('CREDIT_CODE_FORMAT', { value: code });
  },
  legacyRegistration(text) {
    const { shape, code } = checkLegacyNumber(flat(text));
    return shape ? good(code) : bad('LEGACY_NUMBER_FORMAT', { value: code });
  },
  phone(text) {
    const phone = parsePhone(flat(text));
    return phone ? good(phone.text) : bad('PHONE_FORMAT');
  },
  mobile(text) {
    const phone = parsePhone(flat(text));
    return phone && isMobile(phone) ? good(phone.text) : bad('MOBILE_FORMAT');
  },
  email,
  url,
  bankCode: (text) => (/^\d{12}$/.test(flat(text)) ? good(flat(text)) : bad('BANK_CODE_FORMAT')),
  postalCode: (text) => (/^\d{6}$/.test(flat(text)) ? good(flat(text)) : bad('POSTAL_CODE_FORMAT')),
};

/** Stored form of a keyword. Normalising twice changes nothing. */
export const normaliseKeyword = (format: KeywordFormat, text: string): Normalised => normalisers[format](text);

/** A fault of a well-formed keyword that a person may accept with a reason. */
export function keywordWarning(format: KeywordFormat, value: string): { code: ErrorCode; params: ErrorParams } | null {
  if (format === 'creditCode') {
    const { check, expected } = checkCreditCode(value);
    return check ? null : { code: 'CREDIT_CODE_CHECK_DIGIT', params: { expected, value } };
  }
  if (format === 'legacyRegistration') {
    const { check, expected } = checkLegacyNumber(value);
    return check ? null : { code: 'LEGACY_NUMBER_CHECK_DIGIT', params: { expected, value } };
  }
  return null;
}
