import fc from 'fast-check';
import { contractFields } from './contract';
import {
  contractTimeState,
  contractVerbs,
  isContractBinding,
  isContractEditable,
  legalVerbs,
  nextStatus,
  type ContractState,
  type ContractVerb,
} from './contract-status';
import { contractTotals, itemAmount, splitTax } from './contract-totals';
import { parseInput } from './input';
import { contractAmountFaults, contractRules, customerRules } from './rules';
import { customerFields } from './customer';

const today = '2026-11-21';

const draft: ContractState = { approvalStatus: 'DRAFT', performanceStatus: null, statusBeforeChange: null };
const walk = (...verbs: ContractVerb[]): ContractState | null =>
  verbs.reduce<ContractState | null>((state, verb) => state && nextStatus(state, verb), draft);
const shown = (state: ContractState | null): string =>
  state ? `${state.approvalStatus} ${state.performanceStatus}` : 'illegal';

describe('status', () => {
  test.each<[ContractVerb[], string]>([
    [['submit'], 'PENDING null'],
    [['submit', 'approve'], 'APPROVED TO_SIGN'],
    [['submit', 'reject', 'revise', 'submit', 'withdraw', 'revise'], 'DRAFT null'],
    [['submit', 'approve', 'sign', 'start', 'complete', 'archive'], 'APPROVED ARCHIVED'],
    [['submit', 'approve', 'sign', 'start', 'change'], 'APPROVED CHANGING'],
    [['submit', 'approve', 'sign', 'start', 'change', 'resume'], 'APPROVED PERFORMING'],
    [['submit', 'approve', 'sign', 'change', 'resume'], 'APPROVED SIGNED'],
    [['submit', 'approve', 'sign', 'terminate'], 'APPROVED TERMINATED'],
    [['submit', 'approve', 'void'], 'APPROVED VOIDED'],
    [['void'], 'DRAFT VOIDED'],
    [['void', 'submit'], 'illegal'],
    [['approve'], 'illegal'],
    [['sign'], 'illegal'],
    [['submit', 'approve', 'sign', 'void'], 'illegal'],
    [['submit', 'approve', 'sign', 'start', 'complete', 'terminate'], 'illegal'],
    [['submit', 'approve', 'submit'], 'illegal'],
  ])('%j leads to %s', (verbs, end) => expect(shown(walk(...verbs))).toBe(end));

  test('nothing is performed without approval, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...contractVerbs), { maxLength: 30 }), (verbs) => {
        const end = verbs.reduce((state, verb) => nextStatus(state, verb) ?? state, draft);
        const { approvalStatus, performanceStatus, statusBeforeChange } = end;
        const performed = performanceStatus !== null && performanceStatus !== 'VOIDED';
        return (
          (!performed || approvalStatus === 'APPROVED') &&
          (performanceStatus === 'CHANGING') === (statusBeforeChange !== null)
        );
      }),
    );
  });

  test('archived, terminated and voided are ends', () => {
    for (const performanceStatus of ['ARCHIVED', 'TERMINATED', 'VOIDED'] as const) {
      expect(legalVerbs({ approvalStatus: 'APPROVED', performanceStatus, statusBeforeChange: null })).toEqual([]);
    }
  });

  test('what can be edited and what counts as business', () => {
    expect(isContractEditable(draft)).toBe(true);
    expect(isContractEditable(walk('submit')!)).toBe(false);
    expect(isContractEditable(walk('void')!)).toBe(false);
    expect(isContractEditable(walk('submit', 'approve', 'sign', 'change')!)).toBe(true);
    expect(isContractBinding(walk('submit', 'approve')!)).toBe(false);
    expect(isContractBinding(walk('submit', 'approve', 'sign', 'change')!)).toBe(true);
  });
});

test.each([
  ['2026-03-01', '2026-12-31', '2026-02-28', 'NOT_YET_EFFECTIVE'],
  ['2026-03-01', '2026-12-31', '2026-03-01', 'IN_FORCE'],
  ['2026-03-01', '2026-12-31', '2026-11-30', 'IN_FORCE'],
  ['2026-03-01', '2026-12-31', '2026-12-01', 'EXPIRING'],
  ['2026-03-01', '2026-12-31', '2026-12-31', 'EXPIRING'],
  ['2026-03-01', '2026-12-31', '2027-01-01', 'EXPIRED'],
  [null, '2026-12-31', '2026-01-01', 'IN_FORCE'],
  ['2026-03-01', null, '2030-01-01', 'IN_FORCE'],
  [null, null, '2026-01-01', null],
])('from %s to %s, on %s: %s', (from, to, today, state) => expect(contractTimeState(from, to, today)).toBe(state));

describe('totals', () => {
  test('lines are rounded half up, the total is the sum of what is printed', () => {
    const items = [
      { quantity: '3', unitPrice: '0.335' },
      { quantity: '1', unitPrice: '1.005' },
      { quantity: '10', unitPrice: '99.999999', discount: '12.5' },
    ];
    expect(contractTotals(items, '13')).toEqual({
      lines: ['1.01', '1.01', '875.00'],
      amount: '877.02',
      net: '776.12',
      tax: '100.90',
    });
  });

  test('no rate, no split; no lines, zero', () => {
    expect(contractTotals([], null)).toEqual({ lines: [], amount: '0.00', net: null, tax: null });
    expect(splitTax('113.00', '13')).toEqual({ net: '100.00', tax: '13.00' });
  });

  test('long numbers stay exact', () => {
    expect(itemAmount({ quantity: '999999999.9999', unitPrice: '9999.999999' })).toBe('9999999998999.00');
  });

  test('net and tax always make up the amount', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(10_000), (cents, rate) => {
        const amount = (cents / 100).toFixed(2);
        const { net, tax } = splitTax(amount, (rate / 100).toFixed(2))!;
        return Math.round(Number(net) * 100) + Math.round(Number(tax) * 100) === cents;
      }),
    );
  });
});

describe('rules', () => {
  const base = { name: '示例合同', customerId: 'cus_1' };
  const codes = (input: object, options: object = {}): string[] => {
    const result = parseInput(contractFields, input, { mode: 'create', today, rules: contractRules, ...options });
    return result.ok ? [] : result.errors.map((error) => `${error.code}@${error.path.join('.')}`);
  };

  test('签约 ≤ 生效 ≤ 到期', () => {
    expect(codes({ ...base, signedOn: '2026-01-02', effectiveOn: '2026-01-01', expiresOn: '2025-12-31' })).toEqual([
      'DATE_ORDER@effectiveOn',
      'DATE_ORDER@expiresOn',
    ]);
    expect(codes({ ...base, signedOn: '2026-01-02', expiresOn: '2026-01-01' })).toEqual(['DATE_ORDER@expiresOn']);
    expect(codes({ ...base, signedOn: '2026-01-01', effectiveOn: '2026-01-01', expiresOn: '2026-01-01' })).toEqual([]);
  });

  test('an update is judged with what stays, and only when it touches the dates', () => {
    const current = { effectiveOn: '2026-05-01', expiresOn: '2026-04-01' };
    expect(codes({ signedOn: '2026-06-01' }, { mode: 'update', today, current })).toContain('DATE_ORDER@effectiveOn');
    expect(codes({ remarks: '示例' }, { mode: 'update', today, current })).toEqual([]);
  });

  test('a manual scale needs its reason', () => {
    const result = parseInput(
      customerFields,
      { name: '示例', scaleOverride: 'LARGE' },
      { mode: 'create', today, rules: customerRules },
    );
    expect(result).toMatchObject({
      ok: false,
      errors: [{ code: 'SCALE_REASON_REQUIRED', path: ['scaleOverrideReason'] }],
    });
  });

  test('the amount and its items', () => {
    const items = [{ quantity: '2', unitPrice: '50' }];
    expect(contractAmountFaults({ amount: '100.00', currency: 'CNY' }, items)).toEqual([]);
    expect(contractAmountFaults(null, items)).toEqual([]);
    expect(contractAmountFaults({ amount: '90.00', currency: 'CNY' }, items)).toMatchObject([
      { code: 'CONTRACT_AMOUNT_MISMATCH', overridable: true },
    ]);
    expect(contractAmountFaults(null, [{ quantity: '999999999', unitPrice: '999999999' }])).toMatchObject([
      { code: 'MONEY_TOO_LARGE' },
    ]);
  });
});
