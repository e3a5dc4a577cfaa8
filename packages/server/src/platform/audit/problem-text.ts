import type { Locale } from '../context/actor';
import type { Problem, ProblemKind } from './problem';

const texts: Readonly<Record<ProblemKind, (what: Problem) => { zh: string; en: string }>> = {
  CHANGED: (one) => ({ zh: `${row(one, 'zh')}被改动`, en: `${row(one, 'en')} was changed` }),
  MISSING: (one) => ({ zh: `${row(one, 'zh')}处缺少记录`, en: `rows are missing at ${row(one, 'en')}` }),
  INSERTED: (one) => ({ zh: `${row(one, 'zh')}是插入的`, en: `${row(one, 'en')} was inserted` }),
  MOVED: (one) => ({ zh: `${row(one, 'zh')}被调换`, en: `${row(one, 'en')} stands in another row’s place` }),
  CUT: (one) => ({
    zh: `日志末尾被截断：从第 ${one.sequence} 条起缺失${one.anchoredAt ? `（锚点 ${one.anchoredAt}）` : ''}`,
    en: `the tail was cut off: missing from #${one.sequence} on${one.anchoredAt ? ` (anchor of ${one.anchoredAt})` : ''}`,
  }),
  REPLACED: (one) => ({
    zh: `${row(one, 'zh')}与锚点 ${one.anchoredAt} 不符：日志被替换或回退`,
    en: `${row(one, 'en')} is not what was anchored at ${one.anchoredAt}: the log was replaced or set back`,
  }),
  ANCHOR: ({ line }) => ({
    zh: `锚点文件第 ${line} 行不是本系统所写，或被改动`,
    en: `line ${line} of the anchor file is not ours, or was changed`,
  }),
  WRONG_KEY: () => ({
    zh: '日志是用另一把密钥封存的：密钥文件不是本系统原来的那份',
    en: 'the log was sealed with another key: this key file is not the one of the installation',
  }),
};

function row({ sequence, id, at }: Problem, locale: Locale): string {
  const facts = [id && `chg_${id}`, at].filter(Boolean).join(', ');
  const place = locale === 'zh' ? `第 ${sequence} 条` : `#${sequence}`;
  return facts ? `${place}（${facts}）` : place;
}

/** What is wrong with the log, in a sentence. */
export const problemText = (problem: Problem, locale: Locale): string => texts[problem.kind](problem)[locale];
