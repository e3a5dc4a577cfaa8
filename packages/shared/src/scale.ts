/**
 * Size of a company by the statistical rule of 2017. All lower bounds of a tier must be met, else the next lower one is
 * tried; what meets no tier is micro. Rules are kept by version with the day they take effect.
 */
import type { CustomerScale } from './customer';
import { scaleNotCovered, scaleRule2017 } from './data/scale-rules';
import { Exact } from './decimal';
import { label, type Label, type Money } from './dictionary';

export type ScaleIndex = 'headcount' | 'revenue' | 'assets';
export type ScaleTier = 'LARGE' | 'MEDIUM' | 'SMALL';
const tiers: readonly ScaleTier[] = ['LARGE', 'MEDIUM', 'SMALL'];
const indexes: readonly ScaleIndex[] = ['headcount', 'revenue', 'assets'];

/** Bounds of one sector: persons for headcount, 万元 for revenue and assets. */
export interface ScaleSector {
  key: string;
  label: Label;
  bounds: Readonly<Record<ScaleTier, Readonly<Partial<Record<ScaleIndex, number>>>>>;
  industries: readonly string[];
}
export interface ScaleRule {
  version: string;
  effectiveOn: string;
  label: Label;
  sectors: readonly ScaleSector[];
  notCovered: readonly string[];
}

function sectorOf(line: string): ScaleSector {
  const [key = '', zh = '', en = '', ...cells] = line.split('|');
  const numbers = cells.slice(0, 3).map((cell) => (cell === '' ? [] : cell.split(',').map(Number)));
  const tier = (at: number): Partial<Record<ScaleIndex, number>> =>
    Object.fromEntries(
      indexes.flatMap((index, i) => (numbers[i]?.[at] === undefined ? [] : [[index, numbers[i][at]]])),
    );
  return {
    key,
    label: label(zh, en),
    bounds: { LARGE: tier(0), MEDIUM: tier(1), SMALL: tier(2) },
    industries: cells[3]?.split(',') ?? [],
  };
}

/** The rules by version, newest first; a revision is added on top. */
export const scaleRules: readonly ScaleRule[] = [
  {
    version: '2017',
    effectiveOn: '2017-12-28',
    label: label('统计上大中小微型企业划分办法（2017）', 'Statistical classification of enterprise size (2017)'),
    sectors: scaleRule2017.trim().split('\n').map(sectorOf),
    notCovered: scaleNotCovered,
  },
];

/** What the size is computed from. Only CNY counts: nothing is converted without a dated rate. */
export interface ScaleInputs {
  industry: string | null;
  headcount: number | null;
  annualRevenue: Money | null;
  totalAssets: Money | null;
}

/** Why there is no size yet: an empty index, or an industry code too coarse to tell its sector. */
export type ScaleMissing = ScaleIndex | 'industry' | 'finerIndustry';

/** A size with everything a reader needs to check it. */
export interface ScaleResult {
  scale: CustomerScale | null;
  rule: string;
  ruleLabel: Label;
  sector: { key: string; label: Label } | null;
  /** As compared: persons, and 万元 as exact decimals. */
  inputs: Readonly<Partial<Record<ScaleIndex, string>>>;
  bounds: ScaleSector['bounds'] | null;
  missing: readonly ScaleMissing[];
  /** One sentence with the rule, the sector and the inputs. */
  explanation: Label;
}

const wan = (money: Money | null): string | null =>
  money === null || money.currency !== 'CNY' ? null : new Exact(money.amount).div(10000).toFixed();

const covers = (prefixes: readonly string[], industry: string): boolean =>
  prefixes.some((prefix) => industry.startsWith(prefix));
/** The code stands above several sectors: K70 is development, management and more. */
const straddles = (prefixes: readonly string[], industry: string): boolean =>
  prefixes.some((prefix) => prefix.startsWith(industry));

/** The size of a company on a day; `today` picks the version of the rule. */
export function computeScale(given: ScaleInputs, today?: string): ScaleResult {
  const rule = scaleRules.find((one) => today === undefined || one.effectiveOn <= today) ?? scaleRules.at(-1)!;
  const { industry } = given;
  if (!industry) return unknown(rule, ['industry']);
  if (covers(rule.notCovered, industry)) return notApplicable(rule);
  const sector = rule.sectors.find((one) => covers(one.industries, industry));
  if (sector) return inSector(rule, sector, given);
  const coarse =
    rule.sectors.some((one) => straddles(one.industries, industry)) || straddles(rule.notCovered, industry);
  return coarse ? unknown(rule, ['finerIndustry']) : notApplicable(rule);
}

function inSector(rule: ScaleRule, sector: ScaleSector, given: ScaleInputs): ScaleResult {
  const all: Record<ScaleIndex, string | null> = {
    headcount: given.headcount === null ? null : String(given.headcount),
    revenue: wan(given.annualRevenue),
    assets: wan(given.totalAssets),
  };
  const used = indexes.filter((index) => sector.bounds.SMALL[index] !== undefined);
  const inputs = Object.fromEntries(used.flatMap((index) => (all[index] === null ? [] : [[index, all[index]]])));
  const missing = used.filter((index) => all[index] === null);
  if (missing.length > 0) return { ...unknown(rule, missing), sector, inputs, bounds: sector.bounds };
  const tier = tiers.find((one) => used.every((index) => new Exact(all[index]!).gte(sector.bounds[one][index]!)));
  const scale = tier ?? 'MICRO';
  return { ...base(rule), scale, sector, inputs, bounds: sector.bounds, explanation: explain(rule, sector, inputs) };
}

const indexLabels: Readonly<Record<ScaleMissing, Label>> = {
  headcount: label('从业人员', 'headcount'),
  revenue: label('营业收入（人民币）', 'revenue (CNY)'),
  assets: label('资产总额（人民币）', 'assets (CNY)'),
  industry: label('所属行业', 'industry'),
  finerIndustry: label('更细的行业代码（中类）', 'a finer industry code (three digits)'),
};

function explain(rule: ScaleRule, sector: ScaleSector, inputs: Readonly<Partial<Record<ScaleIndex, string>>>): Label {
  const zh: string[] = [];
  const en: string[] = [];
  if (inputs.headcount !== undefined) {
    zh.push(`从业人员 ${inputs.headcount} 人`);
    en.push(`headcount ${inputs.headcount}`);
  }
  if (inputs.revenue !== undefined) {
    zh.push(`营业收入 ${inputs.revenue} 万元`);
    en.push(`revenue CNY ${inputs.revenue} × 10,000`);
  }
  if (inputs.assets !== undefined) {
    zh.push(`资产总额 ${inputs.assets} 万元`);
    en.push(`assets CNY ${inputs.assets} × 10,000`);
  }
  return label(
    `${rule.label.zh}·${sector.label.zh}：${zh.join('，')}`,
    `${rule.label.en}, ${sector.label.en}: ${en.join(', ')}`,
  );
}

const base = (rule: ScaleRule): Pick<ScaleResult, 'rule' | 'ruleLabel' | 'missing'> => ({
  rule: rule.version,
  ruleLabel: rule.label,
  missing: [],
});

function unknown(rule: ScaleRule, missing: readonly ScaleMissing[]): ScaleResult {
  const names = missing.map((one) => indexLabels[one]);
  const explanation = label(
    `缺少${names.map((one) => one.zh).join('、')}，暂不能划型`,
    `Not known yet: ${names.map((one) => one.en).join(', ')} missing`,
  );
  return { ...base(rule), scale: null, sector: null, inputs: {}, bounds: null, missing, explanation };
}

const notApplicable = (rule: ScaleRule): ScaleResult => ({
  ...base(rule),
  scale: 'NOT_APPLICABLE',
  sector: null,
  inputs: {},
  bounds: null,
  explanation: label(`${rule.label.zh}不适用于该行业`, `${rule.label.en} does not cover this industry`),
});
