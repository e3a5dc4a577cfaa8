import { addDays, checkCreditCode, daysBetween, formatMoney, fromMinor } from '@dossier/shared';
import type { Clock, Locale } from '../../platform/context/context';
import { fromScaled } from '../../platform/query/values';
import type { RevealAlarm } from '../reveal';
import type { Blacklisted, ExpiringContract, GradeFall, LikelyDouble, Silence, WrongCode } from './home.findings';

/** What is said of a finding. */
export interface Words {
  severity: 'HIGH' | 'MEDIUM' | 'LOW';
  title: string;
  detail: string | null;
}
/** What the words depend on beside the finding. */
export interface Setting {
  locale: Locale;
  today: string;
  /** The calendar date of an instant in the business time zone. */
  dateOf(instant: string): string;
}

const choose = ({ locale }: Setting, zh: string, en: string): string => (locale === 'zh' ? zh : en);
const joined = (setting: Setting, ...parts: (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(choose(setting, '，', ', '));

export function expiring(found: ExpiringContract, setting: Setting): Words {
  const days = daysBetween(setting.today, found.expiresOn);
  const zh = days === 0 ? '合同今天到期' : days === 1 ? '合同明天到期' : `合同 ${days} 天后到期`;
  const en =
    days === 0 ? 'A contract ends today' : days === 1 ? 'A contract ends tomorrow' : `A contract ends in ${days} days`;
  const money =
    found.minor !== null && found.currency
      ? formatMoney({ amount: fromMinor(found.minor), currency: found.currency })
      : null;
  return {
    severity: days <= 7 ? 'HIGH' : 'MEDIUM',
    title: choose(setting, zh, en),
    detail: joined(setting, `${found.number ?? ''} ${found.name}`.trim(), money),
  };
}

interface Score {
  dimension: string;
  label: string;
  raw: string | null;
  normalised: string | null;
  weighted: string | null;
  note: string | null;
  evidence: string | null;
}
const scoresOf = (text: string | null): Score[] => (text ? (JSON.parse(text) as Score[]) : []);

/** The dimension that cost the most points. */
function steepest(found: GradeFall): { before: Score; after: Score } | null {
  const after = scoresOf(found.toScores);
  const pairs = scoresOf(found.fromScores).flatMap((before) => {
    const match = after.find(({ dimension }) => dimension === before.dimension);
    return match?.weighted && before.weighted
      ? [{ before, after: match, loss: Number(before.weighted) - Number(match.weighted) }]
      : [];
  });
  const worst = pairs.sort((a, b) => b.loss - a.loss)[0];
  return worst && worst.loss > 0 ? worst : null;
}

export function fall(found: GradeFall, setting: Setting): Words {
  const total = (scaled: number) => fromScaled(String(scaled), 2);
  const worst = steepest(found);
  // points are comparable where raw values are counts, amounts or marks alike
  const points = (score: Score) => Number(score.normalised).toFixed(0);
  const cause = worst && `${worst.after.label} ${points(worst.before)} → ${points(worst.after)}`;
  const note = worst?.after.note ?? null;
  return {
    severity: 'HIGH',
    title: choose(setting, `等级由 ${found.from} 降为 ${found.to}`, `Grade fell from ${found.from} to ${found.to}`),
    detail: joined(
      setting,
      choose(
        setting,
        `${found.toOn} 评估 ${total(found.toTotal)} 分（${found.fromOn} 为 ${total(found.fromTotal)} 分）`,
        `${total(found.toTotal)} points on ${found.toOn} (${total(found.fromTotal)} on ${found.fromOn})`,
      ),
      cause && choose(setting, `下降最多：${cause}`, `steepest: ${cause}`),
      note,
    ),
  };
}

export function wrongCode(found: WrongCode, setting: Setting): Words {
  const { expected } = checkCreditCode(found.code);
  return {
    severity: 'LOW',
    title: choose(setting, '统一社会信用代码校验位不符', 'Credit code fails its check character'),
    detail: choose(
      setting,
      `${found.code}，末位应为 ${expected}；保留原因：${found.reason}`,
      `${found.code}, the last character should be ${expected}; kept because: ${found.reason}`,
    ),
  };
}

export function double(found: LikelyDouble, setting: Setting): Words {
  const more = Number(found.others) - 1;
  return {
    severity: 'MEDIUM',
    title: choose(setting, '可能重复建档', 'Likely on file twice'),
    detail: joined(
      setting,
      choose(
        setting,
        `“${found.name}”与“${found.otherName}”名称相近`,
        `“${found.name}” and “${found.otherName}” have similar names`,
      ),
      more > 0 ? choose(setting, `另有 ${more} 个相近`, `${more} more alike`) : null,
    ),
  };
}

export function revealAlarm({ at, person, count }: RevealAlarm, setting: Setting): Words {
  return {
    severity: 'HIGH',
    title: choose(
      setting,
      `${person} 在十分钟内查看了 ${count} 个账号或证件号码`,
      `${person} revealed ${count} account or identity numbers in ten minutes`,
    ),
    detail: choose(
      setting,
      `${setting.dateOf(at)}，请核对操作日志中的查看原因`,
      `${setting.dateOf(at)}; check the reasons in the operation log`,
    ),
  };
}

export function silence(found: Silence, setting: Setting): Words {
  const last = setting.dateOf(found.lastInteractionAt);
  const days = daysBetween(last, setting.today);
  return {
    severity: days >= 180 ? 'HIGH' : 'MEDIUM',
    title: choose(setting, `合作客户已 ${days} 天无往来`, `Nothing heard for ${days} days`),
    detail: joined(
      setting,
      choose(setting, `最近往来 ${last}`, `last contact ${last}`),
      choose(setting, `合同 ${found.number ?? ''} 仍在履行`, `contract ${found.number ?? ''} is still running`),
    ),
  };
}

export const blacklisted = (found: Blacklisted, setting: Setting): Words => ({
  severity: 'HIGH',
  title: choose(setting, '黑名单客户仍有履行中的合同', 'A blacklisted customer has a running contract'),
  detail: joined(
    setting,
    found.reason,
    choose(setting, `合同 ${found.number ?? ''}`, `contract ${found.number ?? ''}`),
  ),
});

/** The calendar date of an instant in the business time zone. */
function dateOf(clock: Clock, instant: string): string {
  const date = instant.slice(0, 10);
  if (clock.startOf(date) > instant) return addDays(date, -1);
  return clock.startOf(date, true) <= instant ? addDays(date, 1) : date;
}

export const settingOf = (clock: Clock, locale: Locale): Setting => ({
  locale,
  today: clock.today(),
  dateOf: (instant) => dateOf(clock, instant),
});
