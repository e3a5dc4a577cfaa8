import { customerFields, contactFields, type Field } from '@dossier/shared';
import type { Cell, CellKind } from '../../../platform/sheet/sheet';
import { readUnit } from '../column-meaning';
import { assignPhones, readPhones } from './phones';
import { readField } from './read-field';
import { readTerm } from './date';
import type { ReadContext } from './reading';

const context = (unit: string | null = null): ReadContext => ({
  title: '某列',
  unit: unit ? readUnit(unit) : null,
  date1904: false,
});
const cell = (text: string, kind: CellKind = 'text'): Cell => ({ kind, text });

function outcome(field: Field, text: string, kind: CellKind = 'text', unit: string | null = null): unknown {
  const { value, problems } = readField(field, cell(text, kind), context(unit));
  const error = problems.find(({ level }) => level === 'ERROR');
  return error ? error.code : value;
}

/** Every row gets the same length: Jest takes a missing last argument for a callback to wait for. */
const withKind = <R extends readonly [unknown, unknown, unknown?, unknown?]>(rows: R[]) => {
  const width = Math.max(...rows.map(({ length }) => length));
  return rows.map((row) => [...row, ...Array<undefined>(width - row.length)] as unknown as Required<R>);
};

describe('money', () => {
  const money = customerFields.registeredCapital;
  it.each<[string, string | null, string]>([
    ['1200', '万元', '12000000 CNY'],
    ['1,200万元', null, '12000000 CNY'],
    ['1,200万元', '万元', '12000000 CNY'],
    ['１，２００万', null, '12000000 CNY'],
    ['1.2亿', null, '120000000 CNY'],
    ['1.2亿元人民币', '万元', '120000000 CNY'],
    ['¥1,200,000.00', null, '1200000 CNY'],
    ['￥ 1 200 000', null, '1200000 CNY'],
    ['RMB 500万', null, '5000000 CNY'],
    ['500万美元', null, '5000000 USD'],
    ['US$3,000', null, '3000 USD'],
    ['300', '万美元', '3000000 USD'],
    ['1亿2000万', null, '120000000 CNY'],
    ['壹仟贰佰万元整', null, '12000000 CNY'],
    ['五千万', null, '50000000 CNY'],
    ['约1200万', null, '12000000 CNY'],
    ['5000万元(人民币)', null, '50000000 CNY'],
    ['0.1', '万元', '1000 CNY'],
    ['0.123456', '亿', '12345600 CNY'],
    ['-5', null, '-5 CNY'],
    ['12元', '万元', '12 CNY'],
    ['￥5,000,000.00', '万元', '5000000 CNY'],
    ['1.5千万', null, '15000000 CNY'],
  ])('%s in %s → %s', (text, unit, expected) => {
    const value = outcome(money, text, 'text', unit) as { amount: string; currency: string };
    expect(`${value.amount} ${value.currency}`).toBe(expected);
  });

  it.each([
    ['500-1000万', 'MONEY_RANGE'],
    ['1000万以上', 'MONEY_RANGE'],
    ['待定', 'MONEY_FORMAT'],
    ['1.2.3万', 'MONEY_FORMAT'],
    ['无', null],
    ['-', null],
  ])('%s → %s', (text, expected) => expect(outcome(money, text)).toBe(expected));

  it('says that a column names no unit', () => {
    const { problems } = readField(money, cell('1200', 'number'), context());
    expect(problems.map(({ code }) => code)).toEqual(['MONEY_WITHOUT_UNIT']);
  });
});

describe('dates', () => {
  const date = customerFields.establishedOn;
  it.each(
    withKind<[string, string, CellKind?]>([
      ['2024年3月5日', '2024-03-05'],
      ['２０２４年３月５日', '2024-03-05'],
      ['2024/3/5', '2024-03-05'],
      ['2024.03.05', '2024-03-05'],
      ['2024-3-5 10:20:30', '2024-03-05'],
      ['2024-03-05T10:20:30', '2024-03-05'],
      ['20240305', '2024-03-05'],
      ['20240305', '2024-03-05', 'number'],
      ['2024 年 3 月 5 号', '2024-03-05'],
      ['二〇二四年三月五日', '2024-03-05'],
      ['二零二四年十二月二十五日', '2024-12-25'],
      ['45356', '2024-03-05', 'number'],
      ['45356', '2024-03-05'],
      ['2024-03-05', '2024-03-05', 'date'],
      ['2024-03-05 08:30:00', '2024-03-05', 'date'],
      ['25/3/2024', '2024-03-25'],
      ['3/25/2024', '2024-03-25'],
      ['5-Mar-2024', '2024-03-05'],
      ['March 5, 2024', '2024-03-05'],
      ['2024/3/5 星期二', '2024-03-05'],
    ]),
  )('%s → %s', (text, expected, kind) => expect(outcome(date, text, kind)).toBe(expected));

  it.each([
    ['3/5/2024', 'IMPORT_DATE_AMBIGUOUS'],
    ['24.3.5', 'DATE_SHORT_YEAR'],
    ['2024年3月', 'DATE_INCOMPLETE'],
    ['2024', 'DATE_INCOMPLETE'],
    ['3月5日', 'DATE_INCOMPLETE'],
    ['2023-02-29', 'INVALID_DATE'],
    ['2024-13-01', 'INVALID_DATE'],
    ['很久以前', 'INVALID_DATE'],
    ['长期', null],
    ['不详', null],
  ])('%s → %s', (text, expected) => expect(outcome(date, text)).toBe(expected));

  it.each([
    ['2010-01-01至2040-01-01', '2010-01-01', '2040-01-01'],
    ['2010年1月1日 至 长期', '2010-01-01', null],
    ['自2010/1/1—2040/1/1止', '2010-01-01', '2040-01-01'],
    ['2010-01-01 - 2040-01-01', '2010-01-01', '2040-01-01'],
    ['长期', null, null],
  ])('term %s', (text, from, to) => {
    const term = readTerm(cell(text), context());
    expect([term.from.value, term.to.value]).toEqual([from, to]);
  });
});

describe('choices', () => {
  it.each<[Field, string, unknown]>([
    [customerFields.ownership, '民营', 'PRIVATE'],
    [customerFields.ownership, '国企', 'STATE_OWNED'],
    [customerFields.relationshipStage, '潜在', 'POTENTIAL'],
    [customerFields.relationshipStage, '合作中', 'COOPERATING'],
    [customerFields.registrationStatus, '存续（在营、开业、在册）', 'ACTIVE'],
    [customerFields.source, '转介绍', 'REFERRAL'],
    [customerFields.type, 'enterprise', 'ENTERPRISE'],
    [customerFields.scaleOverride, '小微', 'MICRO'],
    [customerFields.growthPotential, '高', 'HIGH'],
    [contactFields.gender, '先生', 'MALE'],
    [contactFields.gender, '未知', 'UNKNOWN'],
    [customerFields.ownership, '火星', 'INVALID_OPTION'],
    [customerFields.type, '/', null],
    [contactFields.isPrimary, '√', true],
    [contactFields.isPrimary, '否', false],
    [contactFields.isPrimary, '也许', 'INVALID_OPTION'],
    [customerFields.region, '江苏省苏州市', '320500'],
    [customerFields.region, '苏州', '320500'],
    [customerFields.region, '江苏苏州', '320500'],
    [customerFields.region, '上海市浦东新区', '310115'],
    [customerFields.region, '330106', '330106'],
    [customerFields.region, '江苏省苏州市工业园区', '320500'],
    [customerFields.region, '鼓楼区', 'CODE_AMBIGUOUS'],
    [customerFields.region, '亚特兰蒂斯', 'CODE_NOT_FOUND'],
    [customerFields.industry, '软件', 'I65'],
    [customerFields.industry, '通用设备制造业', 'C34'],
    [customerFields.industry, '39', 'C39'],
    [customerFields.industry, '批发', 'F51'],
    [customerFields.industry, '炼金术', 'CODE_NOT_FOUND'],
    [customerFields.registrationType, '有限责任公司(自然人投资或控股)', '112'],
    [customerFields.registrationType, '112', '112'],
    [customerFields.registrationType, '股份有限公司(上市、自然人投资或控股)', '121'],
    [customerFields.registrationType, '个体户', '500'],
  ])('row %#', (field, text, expected) => expect(outcome(field, text)).toBe(expected));

  it('names the candidates of an ambiguous region', () => {
    const { problems } = readField(customerFields.region, cell('鼓楼区'), context());
    expect(String(problems[0]!.params.candidates)).toContain('江苏省南京市鼓楼区');
  });
});

describe('numbers and codes', () => {
  it.each(
    withKind<[Field, string, unknown, CellKind?]>([
      [customerFields.headcount, '约1,200人', '1200'],
      [customerFields.headcount, '２００', '200'],
      [customerFields.headcount, '100-200人', 'NUMBER_RANGE'],
      [customerFields.headcount, '200余人', '200'],
      [customerFields.profileYear, '2023年度', '2023'],
      [customerFields.marketShare, '13.5%', '13.5', 'percent'],
      [customerFields.unifiedSocialCreditCode, '９１３１０１１５ＭＡ１Ｋ０００１５Ｋ', '91310115MA1K00015K'],
      [customerFields.unifiedSocialCreditCode, ' 91310115 MA1K00015K ', '91310115MA1K00015K'],
      [customerFields.unifiedSocialCreditCode, '9.1310E+17', 'SCIENTIFIC_NOTATION'],
      [customerFields.unifiedSocialCreditCode, '911100001000000000', 'DIGITS_LOST', 'number'],
      [customerFields.businessScope, '#N/A', 'IMPORT_FORMULA_ERROR', 'error'],
      [customerFields.shortName, '-', null],
      [customerFields.shortName, '甲\n乙', '甲 乙'],
      [customerFields.remarks, '甲\r\n乙', '甲\n乙'],
    ]),
  )('row %#', (field, text, expected, kind) => expect(outcome(field, text, kind)).toEqual(expected));

  it('splits tags', () => expect(outcome(customerFields.tags, '重点、老客户；VIP')).toEqual(['重点', '老客户', 'VIP']));
});

describe('phones', () => {
  const phones = (text: string) => {
    const found = readPhones(cell(text), context());
    const { mobile, office, others } = assignPhones(found.phones);
    return [mobile, office, others.join(' '), found.words.join(' '), found.problems.map(({ code }) => code).join()];
  };
  it.each<[string, ...Array<string | null>]>([
    ['13800138000', '13800138000', null, '', '', ''],
    ['138 0013 8000', '13800138000', null, '', '', ''],
    ['１３８００１３８０００', '13800138000', null, '', '', ''],
    ['+86 138-0013-8000', '13800138000', null, '', '', ''],
    ['13800138000/0512-66668888', '13800138000', '0512-66668888', '', '', ''],
    ['0512-66668888、13800138000；13900139000', '13800138000', '0512-66668888', '13900139000', '', ''],
    ['0512-66668888/66669999', null, '0512-66668888', '0512-66669999', '', ''],
    ['(0512)66668888转801', null, '0512-66668888-801', '', '', ''],
    ['手机：13800138000（微信同号）', '13800138000', null, '', '微信同号', ''],
    ['王经理13800138000', '13800138000', null, '', '王经理', ''],
    ['电话:0512-66668888 手机:13800138000', '13800138000', '0512-66668888', '', '', ''],
    ['13800138000\n13900139000', '13800138000', null, '13900139000', '', ''],
    ['13800138000 13800138000', '13800138000', null, '', '', ''],
    ['400-800-1024', null, '400-800-1024', '', '', ''],
    ['123', null, null, '', '', 'PHONE_FORMAT'],
    ['0512-66668888转801/802', null, '0512-66668888-801', '', '802', ''],
    ['1380013800', null, null, '', '', 'PHONE_FORMAT'],
    ['1.38E+10', null, null, '', '', 'SCIENTIFIC_NOTATION'],
    ['无', null, null, '', '', ''],
    ['+852 2123 4567', '+85221234567', null, '', '', ''],
  ])('%s', (text, ...expected) => expect(phones(text)).toEqual(expected));
});
