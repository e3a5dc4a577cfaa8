import { codeExample, codeSet, type CodeField, type Label } from '@dossier/shared';
import { findRegion, regionSet, regionText } from '@dossier/shared/regions';
import type { Cell } from '../../../platform/sheet/sheet';
import { flatten, isBlankWord, nothing, read, remark, unreadable, type ReadContext, type Reading } from './reading';

/** Everyday words for divisions of GB/T 4754. */
const INDUSTRY_WORDS: Readonly<Record<string, string>> = {
  软件: 'I65',
  软件开发: 'I65',
  信息技术: 'I65',
  it: 'I65',
  互联网: 'I64',
  电子: 'C39',
  化工: 'C26',
  医药: 'C27',
  汽车: 'C36',
  食品: 'C14',
  机械: 'C34',
  机械制造: 'C34',
  贸易: 'F51',
  商贸: 'F51',
  批发: 'F51',
  零售: 'F52',
  物流: 'G59',
  仓储: 'G59',
  运输: 'G54',
  餐饮: 'H62',
  酒店: 'H61',
  银行: 'J66',
  证券: 'J67',
  保险: 'J68',
  金融: 'J',
  房地产: 'K70',
  物业: 'K702',
  建筑: 'E',
  装修: 'E50',
  装饰: 'E50',
  环保: 'N77',
  制造: 'C',
  钢铁: 'C31',
};

/** Types as licences print them (the form of company and, in brackets, who holds it). */
const REGISTRATION_WORDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/个体/, '500'],
  [/合作社/, '400'],
  [/(?:台港澳|港澳台).*股份有限公司|股份有限公司.*(?:台港澳|港澳台)/, '220'],
  [/台港澳|港澳台/, '210'],
  [/(?:外商|外国).*股份有限公司|股份有限公司.*(?:外商|外国)|股份有限公司.*中外/, '320'],
  [/外商|外国|中外合资|中外合作/, '310'],
  [/国有独资/, '111'],
  [/有限责任公司.*自然人|私营.*有限/, '112'],
  [/股份有限公司.*自然人/, '121'],
  [/股份有限公司/, '129'],
  [/有限责任公司|有限公司/, '119'],
  [/全民所有制|国有企业/, '131'],
  [/集体所有制|集体企业/, '132'],
  [/股份合作/, '133'],
  [/个人独资/, '140'],
  [/合伙/, '150'],
];

/** A code, or the name it stands for. */
export function readCode(field: CodeField, cell: Cell, context: ReadContext): Reading {
  const text = flatten(cell);
  if (isBlankWord(text)) return nothing;
  if (field.set === 'region') return readRegion(text, context);
  const set = codeSet(field.set);
  const found = set?.find(text) ?? set?.find(`${text}业`);
  if (found && set?.has(found)) return read(found);
  const usual =
    field.set === 'industry'
      ? INDUSTRY_WORDS[text.toLowerCase().replace(/(行业|业)$/, '')]
      : REGISTRATION_WORDS.find(([word]) => word.test(text))?.[1];
  const guess = usual ?? onlyOne(field, text);
  if (guess)
    return read(guess, remark(context, 'APPROXIMATE', text, { kept: `${guess} ${set?.label(guess)?.zh ?? ''}` }));
  // A code that is well formed but unknown goes on: the archive warns, and a reason can override.
  if (/^[A-T]?\d{2,6}$/i.test(text)) return read(text.toUpperCase());
  return unreadable(context, 'CODE_NOT_FOUND', text, { field: context.title, example: codeExample(field.set) });
}

/** The single entry whose name begins with the text, else the single one that contains it. */
function onlyOne(field: CodeField, text: string): string | null {
  if (text.length < 2) return null;
  const entries = [...(codeSet(field.set)?.entries() ?? [])] as Array<readonly [string, Label]>;
  for (const fits of [(name: string) => name.startsWith(text), (name: string) => name.includes(text)]) {
    const codes = entries.filter(([, { zh }]) => fits(zh)).map(([code]) => code);
    if (codes.length === 1) return codes[0]!;
  }
  return null;
}

function readRegion(text: string, context: ReadContext): Reading {
  const found = findRegion(text);
  if (found) return read(found);
  if (/^\d{6}$/.test(text)) return read(text);
  const candidates = regionsNamed(text);
  if (candidates.length > 1) {
    const names = candidates.slice(0, 5).map((code) => regionText(code).replaceAll(' / ', ''));
    return unreadable(context, 'CODE_AMBIGUOUS', text, {
      candidates: names.join('、') + (candidates.length > 5 ? '…' : ''),
      example: names[0]!,
    });
  }
  const known = candidates[0] ?? longestStart(text);
  if (known)
    return read(known, remark(context, 'APPROXIMATE', text, { kept: regionText(known).replaceAll(' / ', '') }));
  return unreadable(context, 'CODE_NOT_FOUND', text, { field: context.title, example: '江苏省苏州市' });
}

let byOwnName: Map<string, string[]> | undefined;

/** Every region of this own name, with or without its ending: 鼓楼区, 朝阳. */
function regionsNamed(text: string): string[] {
  if (!byOwnName) {
    byOwnName = new Map();
    for (const [code, { zh }] of regionSet.entries()) {
      const names = new Set([zh, zh.length > 2 ? zh.replace(/(?:自治[州县]|地区|[省市区县旗盟])$/, '') : zh]);
      for (const name of names) byOwnName.set(name, [...(byOwnName.get(name) ?? []), code]);
    }
  }
  return byOwnName.get(text) ?? [];
}

/** 江苏省苏州市工业园区 → 江苏省苏州市: a development zone is no division, its city is. */
function longestStart(text: string): string | null {
  for (let length = text.length - 1; length >= 2; length--) {
    const found = findRegion(text.slice(0, length));
    if (found) return found;
  }
  return null;
}
