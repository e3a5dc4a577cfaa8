import { ordinalOf, readHeader } from './header-text';
import { lookUp, type ColumnTarget } from './vocabulary';

/** Factor and currency a header names: `注册资本（万美元）`. */
export interface ColumnUnit {
  factor: string;
  currency: string | null;
}

/** What one header can mean before its neighbours are considered. */
export interface ColumnMeaning {
  /** As the clerk wrote it (both lines of a two-line header). */
  title: string;
  targets: readonly ColumnTarget[];
  /** The nth contact, when the header says so. */
  contact: number | null;
  /** `财务联系人`, `财务电话`: what this contact is responsible for. */
  role: string | null;
  unit: ColumnUnit | null;
}

const NAME: ColumnTarget = { kind: 'contact', field: 'name' };
const UNIT =
  /^(?:单位)?(?:人民币)?(亿|千万|百万|万|千)?(元|圆|人民币|美元|美金|usd|欧元|eur|港元|港币|hkd|日元|jpy|英镑|gbp|rmb|cny)?(?:人民币)?$/;
const FACTORS: Readonly<Record<string, string>> = {
  亿: '100000000',
  千万: '10000000',
  百万: '1000000',
  万: '10000',
  千: '1000',
};
const CURRENCIES: Readonly<Record<string, string>> = {
  美元: 'USD',
  美金: 'USD',
  usd: 'USD',
  欧元: 'EUR',
  eur: 'EUR',
  港元: 'HKD',
  港币: 'HKD',
  hkd: 'HKD',
  日元: 'JPY',
  jpy: 'JPY',
  英镑: 'GBP',
  gbp: 'GBP',
  人民币: 'CNY',
  rmb: 'CNY',
  cny: 'CNY',
};

/** Reads one header; `group` is the line above it in a two-line header. */
export function readMeaning(title: string, group: string | null = null): ColumnMeaning {
  const header = readHeader(title);
  const unit = header.brackets.map(readUnit).find((found) => found !== null) ?? null;
  const shown = title.replace(/^[*＊\s]+|[*＊\s]+$/g, '');
  const base = { title: group ? `${group}/${shown}` : shown, unit, contact: null, role: null };
  const grouped = group ? inGroup(header.bare, readHeader(group).bare) : null;
  if (grouped) return { ...base, ...grouped };
  const direct = lookUp(header.bare);
  // 主要联系人 over a column of names is a name; the flag is asked as 是否主要联系人.
  if (isPrimaryName(direct, header.bare)) return { ...base, targets: [NAME, ...direct] };
  const numbered = header.brackets.map(ordinalOf).find((found) => found !== null) ?? null;
  if (direct.length > 0) return { ...base, targets: direct, contact: isContact(direct) ? numbered : null };
  return {
    ...base,
    ...(contactNumber(header.bare) ??
      alternatives(header.bare) ??
      prefixed(header.bare) ??
      unitAtEnd(header.bare) ??
      withRole(header.bare) ??
      lastPart(header.bare) ?? { targets: [] }),
  };
}

const isPrimaryName = (targets: readonly ColumnTarget[], bare: string) =>
  !bare.startsWith('是否') &&
  bare.endsWith('联系人') &&
  targets.some((target) => target.kind === 'contact' && target.field === 'isPrimary');

const isContact = (targets: readonly ColumnTarget[]) =>
  targets.some(({ kind }) => kind === 'contact' || kind === 'phone');
const contactOnly = (bare: string) => lookUp(bare).filter(({ kind }) => kind === 'contact' || kind === 'phone');

export function readUnit(text: string): ColumnUnit | null {
  const match = UNIT.exec(text.replace(/^单位[:：]?/, ''));
  if (!match || (!match[1] && !match[2])) return null;
  return { factor: FACTORS[match[1] ?? ''] ?? '1', currency: CURRENCIES[match[2] ?? ''] ?? null };
}

type Found = Pick<ColumnMeaning, 'targets'> & Partial<ColumnMeaning>;

/** A group line such as 联系人一 or 财务联系人 says whose 姓名 and 电话 stand below. */
function inGroup(bare: string, group: string): Found | null {
  const owner =
    contactNumber(group) ??
    (contactOnly(group).some((target) => target.kind === 'contact' && target.field === 'name')
      ? { targets: [NAME] }
      : null);
  if (!owner) return null;
  const targets = bare === '' ? [NAME] : contactOnly(bare);
  return targets.length > 0 ? { ...owner, targets, contact: owner.contact ?? null } : null;
}

/** 联系人2, 第二联系人电话, 联系人(二)手机, 财务联系人, 联系人职务, 手机2. */
function contactNumber(bare: string): Found | null {
  const numbered =
    /^(?:第([一二三四五六七八九十\d]{1,2})(?:个|位)?联系人|联系人([一二三四五六七八九十]|\d{1,2}))(.*)$/.exec(bare);
  if (numbered) {
    const contact = ordinalOf(numbered[1] ?? numbered[2]!);
    const targets = numbered[3] === '' ? [NAME] : contactOnly(numbered[3]!.replace(/^[的/-]/, ''));
    return contact && targets.length > 0 ? { targets, contact } : null;
  }
  const suffixed = /^(.{2,}?)([一二三四五六七八九]|\d)$/.exec(bare);
  if (suffixed) {
    const targets = contactOnly(suffixed[1]!);
    if (targets.length > 0) return { targets, contact: ordinalOf(suffixed[2]!) };
  }
  const own = /^联系人[的/-]?(.+)$/.exec(bare);
  if (own && contactOnly(own[1]!).length > 0) return { targets: contactOnly(own[1]!) };
  return null;
}

/** 财务联系人, 财务联系人电话, 财务电话: of the contact with that task. */
function withRole(bare: string): Found | null {
  const match = /^(.{1,4}?)(?:联系人[的/-]?(.*)|(电话|手机|手机号|手机号码|邮箱|微信|联系方式))$/.exec(bare);
  if (!match) return null;
  const rest = match[2] ?? match[3]!;
  const targets = rest === '' ? [NAME] : contactOnly(rest);
  return targets.length > 0 ? { targets, role: match[1]! } : null;
}

/** `信用代码/税号`: every part means the same; `电话/手机`: whatever phone. */
function alternatives(bare: string): Found | null {
  const parts = bare.split(/[/或|、]/);
  if (parts.length < 2) return null;
  const meanings = parts.map(lookUp);
  if (meanings.every((targets) => targets.some(({ kind }) => kind === 'phone')))
    return { targets: [{ kind: 'phone', role: 'any' }] };
  const [first, ...others] = meanings;
  const shared = first!.filter((target) =>
    others.every((targets) => targets.some((other) => JSON.stringify(other) === JSON.stringify(target))),
  );
  return shared.length > 0 ? { targets: shared } : null;
}

/** 公司邮箱, 企业成立日期, 客户备注: the word says it is the customer's. */
function prefixed(bare: string): Found | null {
  const rest = /^(?:公司|企业|客户|单位|商户|机构)(?:的)?(.{2,})$/.exec(bare)?.[1];
  if (!rest) return null;
  const targets = lookUp(rest).filter(
    ({ kind }) => kind === 'customer' || kind === 'address' || kind === 'businessTerm',
  );
  return targets.length > 0 ? { targets } : null;
}

/** 注册资本万元, without brackets. */
function unitAtEnd(bare: string): Found | null {
  const match = /^(.+?)\/?((?:亿|千万|百万|万|千)?(?:元|美元|人民币|港元|欧元)|亿|万)$/.exec(bare);
  const targets = match ? lookUp(match[1]!) : [];
  return targets.length > 0 ? { targets, unit: readUnit(match![2]!) } : null;
}

/** `基本信息/客户名称`: both lines of a header in one, as the error file has them. */
function lastPart(bare: string): Found | null {
  const targets = bare.includes('/') ? lookUp(bare.slice(bare.lastIndexOf('/') + 1)) : [];
  return targets.length > 0 ? { targets } : null;
}
