/** The scorecard a new archive starts with. */
import type { Dimension, Scoring } from './assess';
import type { AssessmentMetric } from './scorecard';

const judged = (key: string, name: string, weight: string): Dimension => ({
  key,
  label: name,
  weight,
  metric: 'JUDGED',
  rule: 'LINEAR',
  bands: null,
  min: '0.00',
  max: '100.00',
  values: null,
  missing: 'SKIP_AND_REWEIGHT',
});

const computed = (
  key: string,
  name: string,
  weight: string,
  metric: AssessmentMetric,
  bands: readonly (readonly [string, string])[],
): Dimension => ({
  ...judged(key, name, weight),
  metric,
  rule: 'BANDS',
  bands: bands.map(([from, score]) => ({ from, score })),
  min: null,
  max: null,
});

/** Contribution 30, payment 20, credit 15, frequency 10, years 5, potential 10, fit 10. */
export const defaultScorecard: Scoring & { name: string; description: string } = {
  name: '客户价值评分卡',
  description:
    '贡献 30（交易额 20 + 毛利 10）、付款及时 20、信用 15、频次 10、年限 5、潜力 10、战略 10；80 分以上为 A，70 为 B，60 为 C，其余为 D',
  dimensions: [
    computed('amount', '近一年交易额', '20.00', 'CONTRACT_AMOUNT_12M', [
      ['0.00', '0.00'],
      ['0.01', '30.00'],
      ['100000.00', '50.00'],
      ['500000.00', '70.00'],
      ['1000000.00', '85.00'],
      ['5000000.00', '100.00'],
    ]),
    judged('margin', '毛利贡献', '10.00'),
    judged('payment', '付款及时性', '20.00'),
    judged('credit', '信用状况', '15.00'),
    computed('frequency', '近一年合同频次', '10.00', 'CONTRACT_COUNT_12M', [
      ['0.00', '0.00'],
      ['1.00', '40.00'],
      ['2.00', '60.00'],
      ['4.00', '80.00'],
      ['8.00', '100.00'],
    ]),
    computed('years', '合作年限', '5.00', 'COOPERATION_YEARS', [
      ['0.00', '20.00'],
      ['1.00', '40.00'],
      ['2.00', '60.00'],
      ['3.00', '80.00'],
      ['5.00', '100.00'],
    ]),
    judged('potential', '合作潜力', '10.00'),
    judged('strategy', '战略匹配度', '10.00'),
  ],
  gradeBands: [
    { grade: 'A', min: '80.00' },
    { grade: 'B', min: '70.00' },
    { grade: 'C', min: '60.00' },
    { grade: 'D', min: '0.00' },
  ],
  vetoRules: [
    { condition: 'BLACKLISTED', grade: 'D', label: '已列入黑名单' },
    { condition: 'REGISTRATION_REVOKED', grade: 'D', label: '登记状态异常（吊销、注销或撤销）' },
  ],
};
