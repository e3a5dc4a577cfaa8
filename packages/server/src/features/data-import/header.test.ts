import type { SheetRow } from '../../platform/sheet/sheet';
import { findHeader } from './header-row';
import { problemText } from './import-problem';
import { mapColumns } from './mapping';

/** `>` marks a cell merged from the left, `^` one merged from above. */
const sheet = (...lines: string[]): SheetRow[] =>
  lines.map((line, index) => ({
    number: index + 1,
    cells: line.split('|').map((text) => {
      if (text === '') return null;
      const merged = text.startsWith('>') ? ('right' as const) : text.startsWith('^') ? ('down' as const) : undefined;
      return { kind: 'text' as const, text: merged ? text.slice(1) : text, ...(merged ? { merged } : {}) };
    }),
  }));

const meanings = (...lines: string[]) => {
  const found = findHeader(sheet(...lines));
  if (!found) return null;
  const { columns } = mapColumns(found);
  return columns.map(({ target, contact, index }) => {
    const what =
      target.kind === 'address'
        ? `${target.address}.${target.part}`
        : 'field' in target
          ? target.field
          : 'role' in target
            ? `phone:${target.role}`
            : target.kind;
    return `${index}=${what}${contact ? `#${contact}` : ''}`;
  });
};
const notes = (...lines: string[]) =>
  mapColumns(findHeader(sheet(...lines))!).notes.map((one) => problemText(one, 'zh'));

describe('where the header is', () => {
  it('stands below a title, a date line and a blank row', () => {
    const rows = sheet(
      '2024年客户名单|>2024年客户名单|>2024年客户名单',
      '制表日期：2024年3月5日',
      '序号|公司名称|电话',
      '1|甲公司|0512-66668888',
    );
    expect(findHeader(rows)).toMatchObject({ firstRow: 3, lastRow: 3 });
  });

  it('may be one word over a list of names', () =>
    expect(findHeader(sheet('客户名称', '甲公司', '乙公司'))).toMatchObject({ firstRow: 1 }));

  it('is not found where no row names the customer', () => {
    expect(findHeader(sheet('甲公司|0512-66668888', '乙公司|0512-66669999'))).toBeNull();
    expect(findHeader(sheet('电话|地址', '1|2'))).toBeNull();
  });

  it('may have two lines, merged or not', () => {
    const expected = ['0=name', '1=name#1', '2=phone:any#1', '3=name#2', '4=phone:mobile#2', '5=BUSINESS.text'];
    expect(
      meanings('客户名称|联系人一|>联系人一|联系人二|>联系人二|地址', '^客户名称|姓名|电话|姓名|手机|^地址'),
    ).toEqual(expected);
    expect(meanings('客户名称|联系人一||联系人二||地址', '|姓名|电话|姓名|手机|')).toEqual(expected);
  });

  it('has two lines below a title of full width', () => {
    const found = findHeader(
      sheet(
        '名单|>名单|>名单',
        '制表单位：销售部|>制表单位：销售部|>制表单位：销售部',
        '客户名称|联系人|>联系人',
        '^客户名称|姓名|电话',
        '甲|张三|1',
      ),
    );
    expect(found).toMatchObject({ firstRow: 3, lastRow: 4 });
  });

  it('is one line when a row of data follows', () => {
    expect(findHeader(sheet('名单|>名单', '客户名称|联系人|电话', '甲公司|张三|1'))).toMatchObject({
      firstRow: 2,
      lastRow: 2,
    });
  });
});

describe('what columns mean', () => {
  it('knows labels and aliases in any order, in both languages, with decoration', () => {
    expect(meanings('* 统一社会信用代码 ：|客户名称（必填）|Registered capital (万元)|税号')).toEqual([
      '0=unifiedSocialCreditCode',
      '1=name',
      '2=registeredCapital',
    ]);
    expect(meanings('Company name|Email|Industry')).toEqual(['0=name', '1=email', '2=industry']);
  });

  it.each([
    ['客户|联系人|电话|邮箱|部门', ['0=name', '1=name#1', '2=phone:any#1', '3=email#1', '4=department#1']],
    ['客户|电话|邮箱|部门', ['0=name', '1=switchboard', '2=email', '3=department']],
    ['客户|电话|联系人', ['0=name', '1=phone:any#1', '2=name#1']],
    ['客户|电话|联系人|手机', ['0=name', '1=switchboard', '2=name#1', '3=phone:mobile#1']],
    ['客户|联系人|手机|行业|邮箱', ['0=name', '1=name#1', '2=phone:mobile#1', '3=industry', '4=email']],
    ['客户|联系人|手机|联系人|手机', ['0=name', '1=name#1', '2=phone:mobile#1', '3=name#2', '4=phone:mobile#2']],
    [
      '客户|联系人1|联系人1电话|联系人2|联系人2电话',
      ['0=name', '1=name#1', '2=phone:any#1', '3=name#2', '4=phone:any#2'],
    ],
    ['客户|联系人|手机1|手机2', ['0=name', '1=name#1', '2=phone:mobile#1', '3=phone:mobile#1']],
    ['客户|联系人|联系人2|手机|手机2', ['0=name', '1=name#1', '2=name#2', '3=phone:mobile#2', '4=phone:mobile#2']],
    [
      '客户|财务联系人|采购联系人|财务电话|法务电话|采购联系人邮箱',
      ['0=name', '1=name#1', '2=name#2', '3=phone:any#1', '5=email#2'],
    ],
    ['客户|主要联系人|电话', ['0=name', '1=name#1', '2=phone:any#1']],
    ['客户|姓名|主要联系人|手机', ['0=name', '1=name#1', '2=isPrimary#1', '3=phone:mobile#1']],
    ['客户|联系人|手机|备注', ['0=name', '1=name#1', '2=phone:mobile#1', '3=remarks']],
    [
      '客户|省|市|区|详细地址|邮编',
      ['0=name', '1=region', '2=region', '3=region', '4=BUSINESS.text', '5=BUSINESS.postalCode'],
    ],
    ['客户|注册地址|经营地址|收货地址', ['0=name', '1=REGISTERED.text', '2=BUSINESS.text', '3=SHIPPING.text']],
    [
      '客户|公司邮箱|企业成立日期|信用代码/税号|电话/手机',
      ['0=name', '1=email', '2=establishedOn', '3=unifiedSocialCreditCode', '4=phone:any#1'],
    ],
    ['客户|营业期限|覆盖原因|序号|业务员', ['0=name', '1=businessTerm', '2=overrideReason', '4=ownerId']],
  ])('%s', (line, expected) => expect(meanings(line)).toEqual(expected));

  it('reads the unit of a header', () => {
    const { columns } = mapColumns(findHeader(sheet('客户|注册资本（万元）|实缴资本(万美元)|年营业收入亿元|总资产'))!);
    expect(columns.map(({ unit }) => (unit ? `${unit.factor} ${unit.currency}` : null))).toEqual([
      null,
      '10000 null',
      '10000 USD',
      '100000000 null',
      null,
    ]);
  });
});

describe('what is said about the rest', () => {
  it('names every column that is not imported', () => {
    expect(notes('客户名称|统一社会信用代吗|心情|客户等级|公司名称')).toEqual([
      '不认识列“统一社会信用代吗”，没有导入；是否为“统一社会信用代码”？',
      '不认识列“心情”，没有导入',
      '列“客户等级”由系统维护，没有导入',
      '列“公司名称”与“客户名称”含义相同，没有导入',
    ]);
  });
});
