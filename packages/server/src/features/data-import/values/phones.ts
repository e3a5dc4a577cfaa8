import { isMobile, splitPhones, type Phone } from '@dossier/shared';
import type { Cell } from '../../../platform/sheet/sheet';
import type { Problem } from '../import-problem';
import { flatten, isBlankWord, unreadable, type ReadContext } from './reading';

/** What a cell of phones holds. */
export interface PhoneReading {
  phones: Phone[];
  /** Words beside the numbers (微信同号, 王经理): kept in the remarks. */
  words: string[];
  problems: Problem[];
}

const LABELS =
  /(?:联系|移动|办公|固定)?(?:手机|电话|座机|固话)(?:号码?)?\s*[:.]?|\b(?:mobile|mob|tel|phone|cell)\b\s*[:.]?/gi;

/** Every number of a cell, in order. `0512-66668888/66669999`: the second has the area code of the first. */
export function readPhones(cell: Cell, context: ReadContext): PhoneReading {
  const text = flatten(cell);
  if (isBlankWord(text)) return { phones: [], words: [], problems: [] };
  if (/^\d(?:\.\d+)?e\+?\d{1,2}$/i.test(text))
    return { phones: [], words: [], problems: unreadable(context, 'SCIENTIFIC_NOTATION', text).problems };
  const { phones, rest } = splitPhones(separate(text));
  const words: string[] = [];
  const problems: Problem[] = [];
  for (const part of rest) {
    const word = part.replace(/^[:：,，.\s-]+|[:：,，.\s-]+$/g, '');
    const digits = word.replace(/\D/g, '').length;
    // 转801/802: a short number beside a good one is a remark; alone it is no phone.
    if (digits >= 5 || (digits > 0 && phones.length === 0 && /^[\d\s+().-]+$/.test(word)))
      problems.push(...unreadable(context, 'PHONE_FORMAT', word).problems);
    else if (word) words.push(word);
  }
  return { phones: inheritAreaCode(phones), words, problems };
}

/** Takes labels off and sets words apart from the digits they touch: `手机13800138000（王经理）`. */
const separate = (text: string): string =>
  text
    .replace(LABELS, ' ')
    .replace(/[()](?![\d\s-]*\d)|(?<=\p{Script=Han})[()]/gu, ' ')
    .replace(/\((?=\D*\p{Script=Han})/gu, ' ')
    .replace(/(\d)\s*(?=(?!转|分机)\p{Script=Han})/gu, '$1 ')
    .replace(/(?<!转|分机|转分)(\p{Script=Han})\s*[:：]?\s*(?=[\d+])/gu, (whole, han: string) =>
      /[转机]/.test(han) ? whole : `${han} `,
    );

function inheritAreaCode(phones: readonly Phone[]): Phone[] {
  let area = '';
  return phones.map((phone) => {
    if (phone.kind === 'LANDLINE') area = phone.text.slice(0, phone.text.indexOf('-') + 1);
    if (phone.kind !== 'LOCAL' || !area) return phone;
    return splitPhones(area + phone.text).phones[0] ?? phone;
  });
}

/** The first mobile, the first other number, and all that are left. */
export function assignPhones(phones: readonly Phone[]): {
  mobile: string | null;
  office: string | null;
  others: string[];
} {
  const distinct = phones.filter((phone, index) => phones.findIndex(({ text }) => text === phone.text) === index);
  const mobile = distinct.find((phone) => isMobile(phone)) ?? null;
  const office = distinct.find((phone) => !isMobile(phone)) ?? null;
  return {
    mobile: mobile?.text ?? null,
    office: office?.text ?? null,
    others: distinct.filter((phone) => phone !== mobile && phone !== office).map(({ text }) => text),
  };
}
