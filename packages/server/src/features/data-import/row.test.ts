import { problemText } from './import-problem';
import { draftLines, readLines } from './test-kit';

const one = (...lines: string[]) => {
  const [draft] = draftLines(...lines);
  return {
    customer: draft!.customer,
    contacts: draft!.contacts.map(({ input }) => input),
    said: draft!.problems.map((problem) => `${problem.level} ${problemText(problem, 'zh')}`),
  };
};

describe('a row becomes a customer', () => {
  it('with every kind of value', () => {
    const { customer, said } = one(
      '客户名称|税号|注册资本（万元）|成立日期|所属行业|省|市|企业性质|员工人数|标签|地址|邮编|负责人|营业期限|企业规模|下次跟进时间',
      '苏州甲机械有限公司|９１３１０１１５ＭＡ１Ｋ０００１５Ｋ|1,200|2024年3月5日|机械|江苏省|苏州市|民营|约200人|重点、老客户|苏州市某路1号|215000|李销售|2010-01-01至长期|小型|2026-03-01 09:30',
    );
    expect(customer).toEqual({
      name: '苏州甲机械有限公司',
      unifiedSocialCreditCode: '91310115MA1K00015K',
      registeredCapital: { amount: '12000000', currency: 'CNY' },
      establishedOn: '2024-03-05',
      industry: 'C34',
      region: '320500',
      ownership: 'PRIVATE',
      headcount: '200',
      tags: ['重点', '老客户'],
      addresses: [{ kind: 'BUSINESS', text: '苏州市某路1号', postalCode: '215000' }],
      ownerId: 'usr_01',
      businessTermFrom: '2010-01-01',
      scaleOverride: 'SMALL',
      scaleOverrideReason: '导入表格所填',
      nextFollowUpAt: '2026-03-01T09:30:00.000Z',
    });
    expect(said).toEqual([
      'NOTE 列“所属行业”：“机械”按 C34 通用设备制造业 导入',
      'NOTE 列“员工人数”：“约200人”按 200 导入',
    ]);
  });

  it('keeps what has no field in the remarks', () => {
    const { customer, said } = one(
      '客户名称|公司电话|邮箱|负责人|备注',
      '甲公司|0512-66668888/66669999|a@example.com;b@example.com|王五|老客户',
    );
    expect(customer).toEqual({
      name: '甲公司',
      switchboard: '0512-66668888',
      email: 'a@example.com',
      remarks: '公司电话：0512-66669999\n其他邮箱：b@example.com\n负责人：王五\n老客户',
    });
    expect(said.every((sentence) => sentence.startsWith('NOTE'))).toBe(true);
  });

  it('names the column of every fault', () => {
    const { said } = one('公司名称|成立日期|注册资本|行业|电话', '甲公司|3/5/2024|100-200万|炼金术|12345678901');
    expect(said).toEqual([
      'ERROR 列“成立日期”：“3/5/2024”无法确定年月日，请写成 2026-03-15',
      'ERROR 列“注册资本”：“100-200万”是一个范围，请填写一个金额',
      'ERROR “炼金术”不在行业的代码表中，请填写标准名称或代码，如 C39',
      'ERROR 列“电话”：“12345678901”不是有效的电话号码，请按 0571-88886666-801、13800138000 或 +国家代码 的格式填写',
    ]);
  });

  it('takes a legacy number out of the credit code column', () => {
    expect(one('客户|税号', '甲公司|110108000000016').customer).toEqual({
      name: '甲公司',
      legacyRegistrationNumber: '110108000000016',
    });
  });
});

describe('contacts of a row', () => {
  it('have the phones of their cell', () => {
    const { contacts } = one(
      '客户|联系人|联系电话|职务|邮箱|性别',
      '甲公司|张三|0512-66668888、13800138000/13900139000（微信同号）|经理|z@example.com|先生',
    );
    expect(contacts).toEqual([
      {
        name: '张三',
        title: '经理',
        email: 'z@example.com',
        gender: 'MALE',
        mobile: '13800138000',
        officePhone: '0512-66668888',
        remarks: '其他电话：13900139000\n微信同号',
      },
    ]);
  });

  it('may be several in one cell, each with an own phone', () => {
    expect(one('客户|联系人|手机', '甲公司|张三、李四|13800138000、13900139000').contacts).toEqual([
      { name: '张三', mobile: '13800138000' },
      { name: '李四', mobile: '13900139000' },
    ]);
    expect(one('客户|联系人|手机', '甲公司|张三（采购经理）13800138000；李四|').contacts).toEqual([
      { name: '张三', title: '采购经理', mobile: '13800138000' },
      { name: '李四' },
    ]);
  });

  it('stand in columns of their own', () => {
    const { contacts } = one(
      '客户|联系人|手机|联系人2|手机2|财务联系人|财务电话',
      '甲公司|张三|13800138000|李四|13900139000|王五|0512-66668888',
    );
    expect(contacts).toEqual([
      { name: '张三', mobile: '13800138000' },
      { name: '李四', mobile: '13900139000' },
      { name: '王五', officePhone: '0512-66668888', responsibilities: '财务' },
    ]);
  });

  it('without a name leave their phone to the customer', () => {
    const { customer, contacts, said } = one('客户|联系人|手机|职务', '甲公司|无|13800138000、0512-66668888|经理');
    expect(contacts).toEqual([]);
    expect(customer).toEqual({
      name: '甲公司',
      switchboard: '13800138000',
      remarks: '其他电话：0512-66668888\n联系人职务：经理',
    });
    expect(said).toHaveLength(3);
  });
});

describe('rows that are no customers', () => {
  it('are told apart', () => {
    const { rows, blank } = readLines(
      '2024年客户名单',
      '序号|客户名称|联系人|电话',
      '1|甲公司|张三|13800138000',
      '2|^甲公司|李四|13900139000',
      '|||',
      '||王五|13700137000',
      '4|甲公司|张三|13800138000',
      '序号|客户名称|联系人|电话',
      '5||赵六|x',
      '合计|3||',
      '制表人：李销售|||',
    );
    const summary = rows.map((row) =>
      row.kind === 'draft'
        ? `${row.draft.row} ${String(row.draft.customer.name)} ${row.continues ?? ''}`
        : row.kind === 'repeat'
          ? `${row.row}=${row.of}`
          : `${row.row} ${row.problem.code}`,
    );
    expect(summary).toEqual([
      '3 甲公司 ',
      '4 甲公司 ',
      '6 甲公司 4',
      '7=3',
      '8 REPEATED_HEADER',
      '9 甲公司 7',
      '10 TOTAL_ROW',
      '11 FOOTER_ROW',
    ]);
    expect(blank).toBe(1);
  });

  it('a row without a customer is a fault', () => {
    const [draft] = draftLines('客户名称|注册资本（万元）', '|100');
    expect(draft!.problems.map((problem) => problemText(problem, 'zh'))).toEqual(['请填写客户名称']);
  });
});
