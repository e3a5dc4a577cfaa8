import { contactFields } from './contact';
import { contractFields } from './contract';
import { customerFields } from './customer';
import type { Fields } from './dictionary';
import { fieldErrorText } from './errors';
import { fieldSchema, inputSchema, parseInput, type ParseResult } from './input';
import { overrideReason } from './overrides';
import { scorecardFields } from './scorecard';

const today = '2026-11-21';

const create = { mode: 'create', today } as const;
const good = '91310115MA1K00015K';

function codes<S extends Fields>(result: ParseResult<S>): string[] {
  return result.ok ? [] : result.errors.map((error) => `${error.code}@${error.path.join('.')}`);
}

describe('create', () => {
  test('normalises what it takes and adds initial values', () => {
    const result = parseInput(
      customerFields,
      {
        name: '  示例（上海）有限公司　',
        unifiedSocialCreditCode: ' ９１310115-ma1k00015k ',
        switchboard: '（０５７１）８８８８６６６６转８０１',
        website: 'www.example.com',
        email: 'Info@Example.COM',
        registeredCapital: { amount: '1000000.5' },
        tags: ['重点', ' 重点 ', '', '华东'],
        industry: '39',
        headcount: '120',
        marketShare: '12.5',
        shortName: '   ',
        paidInCapital: { amount: '', currency: 'CNY' },
        addresses: [{ kind: 'BUSINESS', text: '示例路 1 号', postalCode: '２００120' }],
      },
      create,
    );
    expect(result).toEqual({
      ok: true,
      overridden: [],
      value: {
        name: '示例（上海）有限公司',
        unifiedSocialCreditCode: good,
        switchboard: '0571-88886666-801',
        website: 'https://www.example.com',
        email: 'info@example.com',
        registeredCapital: { amount: '1000000.50', currency: 'CNY' },
        tags: ['重点', '华东'],
        industry: 'C39',
        headcount: 120,
        marketShare: '12.50',
        shortName: null,
        paidInCapital: null,
        addresses: [{ kind: 'BUSINESS', region: null, text: '示例路 1 号', postalCode: '200120' }],
        relationshipStage: 'POTENTIAL',
        blacklisted: false,
      },
    });
  });

  test('finds every fault at once, each at its path', () => {
    const result = parseInput(
      customerFields,
      {
        unifiedSocialCreditCode: '91310115MA1K0001OK',
        registeredCapital: { amount: '1.005', currency: 'RMB' },
        paidInCapital: { amount: '-1' },
        annualRevenue: { amount: '10000000000000' },
        establishedOn: '2026-02-30',
        headcount: 1.5,
        marketShare: '101',
        type: 'COMPANY',
        grade: 'A',
        colour: 'red',
        businessScope: '甲\u0000乙',
        region: '33',
        addresses: [{ kind: 'BUSINESS' }, { kind: 'SHIPPING', text: '示例', floor: 3 }, 'x'],
      },
      create,
    );
    expect(codes(result)).toEqual([
      'READ_ONLY@grade',
      'UNKNOWN_FIELD@colour',
      'REQUIRED@name',
      'CREDIT_CODE_FORMAT@unifiedSocialCreditCode',
      'UNKNOWN_CURRENCY@registeredCapital.currency',
      'MONEY_PLACES@registeredCapital',
      'MONEY_NEGATIVE@paidInCapital',
      'INVALID_DATE@establishedOn',
      'CONTROL_CHARACTER@businessScope',
      'INVALID_OPTION@type',
      'INVALID_FORMAT@region',
      'REQUIRED@addresses.0.text',
      'UNKNOWN_FIELD@addresses.1.floor',
      'WRONG_TYPE@addresses.2',
      'NOT_INTEGER@headcount',
      'MONEY_TOO_LARGE@annualRevenue',
      'TOO_LARGE@marketShare',
    ]);
    const sentences = result.ok ? [] : result.errors.map((error) => fieldErrorText(error, 'zh'));
    expect(sentences[2]).toBe('请填写客户全称');
    expect(sentences[5]).toBe('注册资本最多两位小数（到分），请自行取舍（系统不会四舍五入）');
    expect(sentences.join('')).not.toContain('{');
  });

  test('text keeps its width and counts characters, not UTF-16 units', () => {
    expect(parseInput(contactFields, { customerId: 'cus_1', name: '𠮷'.repeat(100) }, create).ok).toBe(true);
    expect(codes(parseInput(contactFields, { customerId: 'cus_1', name: '𠮷'.repeat(101) }, create))).toEqual([
      'TOO_LONG@name',
    ]);
  });

  test('a landline is refused in a mobile field with a hint where it belongs', () => {
    const result = parseInput(contactFields, { customerId: 'cus_1', name: '甲', mobile: '0571-88886666' }, create);
    expect(codes(result)).toEqual(['MOBILE_FORMAT@mobile']);
  });

  test('something else than an object', () => {
    expect(codes(parseInput(customerFields, 'x', create))).toContain('BAD_REQUEST@');
  });
});

describe('update', () => {
  test('touches only what was given; null empties, but not a required field', () => {
    const result = parseInput(customerFields, { shortName: null, tags: [] }, { mode: 'update', today });
    expect(result).toEqual({ ok: true, value: { shortName: null, tags: [] }, overridden: [] });
    expect(codes(parseInput(customerFields, { name: ' ' }, { mode: 'update', today }))).toEqual(['REQUIRED@name']);
  });

  test('refuses fields of creation', () => {
    expect(codes(parseInput(customerFields, { relationshipStage: 'LOST' }, { mode: 'update', today }))).toEqual([
      'CREATE_ONLY@relationshipStage',
    ]);
  });
});

describe('overrides', () => {
  const wrong = { name: '示例', unifiedSocialCreditCode: '91310115MA1K00015A' };
  const path = ['unifiedSocialCreditCode'];

  test('a failing check character warns and passes with a reason', () => {
    const refused = parseInput(customerFields, wrong, create);
    expect(refused).toMatchObject({
      ok: false,
      errors: [
        { code: 'CREDIT_CODE_CHECK_DIGIT', severity: 'WARNING', overridable: true, path, params: { expected: 'K' } },
      ],
    });
    const taken = parseInput(customerFields, wrong, {
      ...create,
      overrides: [{ code: 'CREDIT_CODE_CHECK_DIGIT', path, reason: ' 执照原件如此 ' }],
    });
    expect(taken.ok && overrideReason(taken.overridden, 'CREDIT_CODE_CHECK_DIGIT', path)).toBe('执照原件如此');
  });

  test('needs a reason, and covers no error', () => {
    const blank = parseInput(customerFields, wrong, {
      ...create,
      overrides: [{ code: 'CREDIT_CODE_CHECK_DIGIT', path, reason: ' ' }],
    });
    expect(codes(blank)).toEqual([
      'REASON_REQUIRED@overrides.0.reason',
      'CREDIT_CODE_CHECK_DIGIT@unifiedSocialCreditCode',
    ]);
    const error = parseInput(
      customerFields,
      {},
      { ...create, overrides: [{ code: 'REQUIRED', path: ['name'], reason: '无' }] },
    );
    expect(codes(error)).toEqual(['REQUIRED@name']);
  });

  test('an accepted value does not warn again while it stays', () => {
    const result = parseInput(customerFields, { ...wrong }, { mode: 'update', today, current: wrong });
    expect(result.ok).toBe(true);
  });

  test('unknown industry codes can be accepted', () => {
    expect(codes(parseInput(customerFields, { name: '示例', industry: 'C99' }, create))).toEqual([
      'UNKNOWN_CODE@industry',
    ]);
  });
});

describe('paths and nesting', () => {
  test('a prefix is put before every path', () => {
    expect(codes(parseInput(contractFields, {}, { ...create, path: ['items', '0'] }))).toEqual([
      'REQUIRED@items.0.name',
      'REQUIRED@items.0.customerId',
    ]);
  });

  test('objects inside objects', () => {
    const dimension = {
      key: 'a',
      label: '甲',
      weight: '100',
      metric: 'JUDGED',
      rule: 'BANDS',
      missing: 'ZERO',
      bands: [{ from: '1', score: '200' }],
    };
    const result = parseInput(scorecardFields, { name: '卡', dimensions: [dimension], gradeBands: [] }, create);
    expect(codes(result)).toEqual(['TOO_LARGE@dimensions.0.bands.0.score', 'REQUIRED@gradeBands']);
  });
});

describe('zod for forms', () => {
  test('gives sentences at paths', () => {
    const result = inputSchema(contactFields, 'create', 'en').safeParse({ name: '', email: 'x' });
    const seen = result.error?.issues.map((issue) => [issue.path.join('.'), issue.message]);
    expect(seen).toEqual([
      ['customerId', 'Fill in Customer'],
      ['name', 'Fill in Name'],
      ['email', '“x” is not an email address; for example name@example.com'],
    ]);
    expect(fieldSchema(contactFields.gender).safeParse('MALE').data).toBe('MALE');
  });

  test('an update schema takes a part and knows no system field', () => {
    const schema = inputSchema(customerFields, 'update');
    expect(schema.parse({ shortName: ' 示例 ' })).toEqual({ shortName: '示例' });
    expect(schema.safeParse({ grade: 'A' }).success).toBe(false);
  });
});

describe('dates of what has happened', () => {
  it('do not lie after today; a day that stands is not asked about again', () => {
    const name = '示例';
    expect(codes(parseInput(customerFields, { name, establishedOn: '2026-11-22' }, create))).toEqual([
      'DATE_AHEAD@establishedOn',
    ]);
    expect(parseInput(customerFields, { name, establishedOn: today, nextReviewOn: '2027-01-01' }, create).ok).toBe(
      true,
    );
    const current = { establishedOn: '2027-01-01' };
    const update = { mode: 'update', today, current } as const;
    expect(parseInput(customerFields, { establishedOn: '2027-01-01' }, update).ok).toBe(true);
    expect(parseInput(customerFields, { establishedOn: '2027-01-02' }, update).ok).toBe(false);
  });

  it('leave the other values readable', () => {
    expect(parseInput(customerFields, { name: '示例', establishedOn: '2999-01-01' }, create)).toMatchObject({
      ok: false,
      value: { name: '示例' },
    });
  });
});
