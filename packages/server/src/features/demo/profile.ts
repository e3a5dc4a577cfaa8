import { computeScale, type Money } from '@dossier/shared';
import { regionName } from '@dossier/shared/regions';
import type { Values } from '../../platform/db/columns';
import type { Calendar } from './calendar';
import type { Company } from './company';
import { provinceNames, buildings, roads } from './data/places';
import { scaleOfTrade } from './data/trades';
import { inventLandline, inventMobile, inventPerson } from './person';
import { chooser, type Random } from './random';

const cny = (tenThousands: number): Money => ({ amount: `${Math.round(tenThousands)}0000.00`, currency: 'CNY' });

/** Registered capital as founders choose it, in 万元. */
const capitals = [
  10, 30, 50, 100, 200, 300, 500, 600, 800, 1000, 1200, 1500, 2000, 3000, 5000, 8000, 10000, 20000, 50000,
];
const nearestCapital = (value: number): number =>
  capitals.reduce((best, one) => (Math.abs(Math.log(one / value)) < Math.abs(Math.log(best / value)) ? one : best));

const chooseSource = chooser([
  ['REFERRAL', 24],
  ['EXHIBITION', 15],
  ['COLD_VISIT', 12],
  ['ONLINE_INQUIRY', 11],
  ['TENDER', 9],
  ['PARTNER', 8],
  ['SEARCH_ENGINE', 7],
  ['PHONE', 6],
  ['ONLINE_PROMOTION', 4],
  ['ADVERTISING', 2],
  ['EMAIL', 2],
] as const);
const chooseType = chooser([
  ['ENTERPRISE', 84],
  ['DISTRIBUTOR', 11],
  ['AGENT', 5],
] as const);
const channels: Readonly<Record<string, string>> = {
  ENTERPRISE: 'TERMINAL',
  DISTRIBUTOR: 'WHOLESALE',
  AGENT: 'AGENCY',
};
const choosePotential = chooser([
  ['HIGH', 18],
  ['MEDIUM', 52],
  ['LOW', 30],
] as const);
const chooseStatus = chooser([
  ['ACTIVE', 968],
  ['SUSPENDED', 9],
  ['REVOKED', 6],
  ['DEREGISTERED', 8],
  ['MOVED_OUT', 5],
  ['LIQUIDATION', 4],
] as const);
const tagWords = [
  '重点客户',
  '月结',
  '价格敏感',
  '技术型',
  '行业标杆',
  '需招投标',
  '长账期',
  '新品试用',
  '华东大区',
  '老板亲签',
  '定制需求',
  '环保要求高',
  '可做案例',
];

/** The year that figures are of: the last whole one. */
const figureYear = (calendar: Calendar): number => Number(calendar.today.slice(0, 4)) - 1;

/** Headcount, revenue, assets and capital that fit each other, and the scale that follows from them. */
export function figures(company: Company, calendar: Calendar, random: Random): Values & { headcount: number } {
  const usual = scaleOfTrade(company.trade.industry);
  const group = company.form.ending.startsWith('集团') ? 9 : company.form.ending.startsWith('股份') ? 3 : 1;
  const headcount = Math.max(3, Math.round(random.skewed(usual.headcount * group, 1.05)));
  const revenue = Math.max(20, headcount * usual.revenue * random.skewed(1, 0.45));
  const assets = revenue * usual.assets * random.skewed(1, 0.35);
  const capital = nearestCapital(random.skewed(260 * Math.sqrt(headcount / 40), 0.8));
  const foreign = ['FOREIGN', 'JOINT_VENTURE'].includes(company.form.ownership) && random.chance(0.4);
  const known = random.chance(0.93);
  const annualRevenue = known ? cny(revenue) : null;
  const totalAssets = known ? cny(assets) : null;
  const industry = company.trade.industry;
  return {
    headcount,
    annualRevenue,
    totalAssets,
    profileYear: known ? figureYear(calendar) : null,
    scale: computeScale({ industry, headcount, annualRevenue, totalAssets }, calendar.today).scale,
    registeredCapital: foreign
      ? { amount: `${Math.max(10, Math.round(capital / 7))}0000.00`, currency: 'USD' }
      : cny(capital),
    paidInCapital: foreign || random.chance(0.3) ? null : cny(capital * random.pick([0.2, 0.3, 0.5, 1, 1, 1])),
  };
}

/** Where and since when the company is registered. */
export function registration(company: Company, calendar: Calendar, createdAgo: number, random: Random): Values {
  const established = createdAgo + 200 + Math.round(Math.min(random.skewed(2600, 0.75), 14_000));
  const establishedOn = calendar.date(established);
  const lasting = random.chance(0.6);
  const years = random.pick([20, 30, 50]);
  const end = `${Number(establishedOn.slice(0, 4)) + years}${establishedOn.slice(4).replace('-02-29', '-02-28')}`;
  return {
    unifiedSocialCreditCode: company.creditCode,
    legalRepresentative: inventPerson(random).name,
    legalRepresentativePhone: random.chance(0.4) ? inventMobile(random) : null,
    registrationType: company.form.registrationType,
    registrationStatus: chooseStatus(random),
    establishedOn,
    businessTermFrom: establishedOn,
    businessTermTo: lasting ? null : end,
    registrationAuthority: `${regionName(company.region) ?? company.city.name}市场监督管理局`,
    businessScope: `${company.trade.scope}；技术服务、技术咨询。（依法须经批准的项目，经相关部门批准后方可开展经营活动）`,
  };
}

function address(company: Company, kind: string, random: Random): Values {
  const province = provinceNames[company.city.code.slice(0, 2)]!;
  const place = [province === company.city.name ? '' : province, company.city.name, regionName(company.region) ?? ''];
  const building = random.chance(0.6) ? `${company.tradeName}${random.pick(buildings)}` : ` ${random.int(1, 28)} 号楼`;
  const text = `${[...new Set(place)].join('')}${random.pick(roads)} ${random.int(1, 999)} 号${building}`;
  return { kind, region: company.region, text, postalCode: null };
}

/** The domain of a company. It does not exist: example.com is kept free for examples. */
export const domainOf = (company: Company, index: number): string =>
  `${company.pinyin}${index < 2000 ? '' : index}.example.com`;

/** How it is reached. */
export function reach(company: Company, index: number, random: Random): Values {
  const domain = domainOf(company, index);
  const addresses = [address(company, 'REGISTERED', random)];
  if (random.chance(0.35)) addresses.push(address(company, random.pick(['BUSINESS', 'SHIPPING', 'BILLING']), random));
  return {
    addresses,
    switchboard: random.chance(0.72) ? inventLandline(company.city.dialling, random) : null,
    website: random.chance(0.45) ? `https://www.${domain}` : null,
    email: random.chance(0.6) ? `office@${domain}` : null,
  };
}

/** How the house classes it. */
export function classification(company: Company, random: Random): Values {
  const type = company.form.type === 'ENTERPRISE' ? chooseType(random) : company.form.type;
  const tags = new Set(Array.from({ length: random.chance(0.45) ? random.int(1, 3) : 0 }, () => random.pick(tagWords)));
  return {
    type,
    ownership: company.form.ownership,
    channel: random.chance(0.7) ? channels[type] : null,
    industry: company.trade.industry,
    region: company.region,
    source: chooseSource(random),
    tags: [...tags],
    growthPotential: random.chance(0.5) ? choosePotential(random) : null,
    department: random.pick(['华东销售部', '华南销售部', '华北销售部', '中西部销售部', '大客户部']),
    remarks: '演示数据：企业、人物、号码均为虚构。',
  };
}
