/** Data dictionary of the bank account 银行账户 of a customer. */
import { defineFields, label, type InputOf, type RecordOf, type Sections } from './dictionary';

const accountPurpose = {
  BASIC: label('基本存款账户', 'Basic deposit account'),
  GENERAL: label('一般存款账户', 'General deposit account'),
  SPECIAL: label('专用存款账户', 'Special-purpose account'),
  TEMPORARY: label('临时存款账户', 'Temporary account'),
} as const;

const accountCurrency = {
  CNY: label('人民币', 'Renminbi'),
  USD: label('美元', 'US dollar'),
  EUR: label('欧元', 'Euro'),
  HKD: label('港元', 'Hong Kong dollar'),
  JPY: label('日元', 'Yen'),
  GBP: label('英镑', 'Pound sterling'),
} as const;

export const bankAccountSections: Sections = {
  account: label('账户', 'Account'),
  use: label('用途', 'Use'),
};

/** Every field of a bank account, in the order of the form. */
export const bankAccountFields = defineFields({
  customerId: {
    kind: 'ref',
    target: 'Customer',
    required: true,
    createOnly: true,
    section: 'account',
    label: label('客户', 'Customer'),
  },
  accountName: {
    kind: 'text',
    max: 200,
    required: true,
    section: 'account',
    label: label('账户名称', 'Account name'),
    aliases: ['户名', '开户名', '开户名称'],
    hint: label('与开户许可证或开户信息一致', 'As on the papers of the account'),
  },
  bankName: {
    kind: 'text',
    max: 100,
    required: true,
    section: 'account',
    label: label('开户银行', 'Bank'),
    aliases: ['银行', '开户行', '银行名称'],
  },
  branch: {
    kind: 'text',
    max: 200,
    section: 'account',
    label: label('开户支行', 'Branch'),
    aliases: ['支行', '开户网点', '网点'],
  },
  bankCode: {
    kind: 'keyword',
    format: 'bankCode',
    max: 12,
    section: 'account',
    label: label('联行号', 'Bank code'),
    aliases: ['行号', '开户行行号', '大额行号', 'cnaps'],
    hint: label('12 位支付系统行号', '12 digits of the payment system (CNAPS)'),
  },
  accountNumber: {
    kind: 'secret',
    format: 'bankAccount',
    required: true,
    section: 'account',
    label: label('银行账号', 'Account number'),
    aliases: ['账号', '帐号', '银行卡号', '卡号', '对公账号', '收款账号', 'bank account', 'account no'],
    hint: label('8 至 32 位数字；加密保存，只显示末四位', '8 to 32 digits; kept encrypted, its last four are shown'),
  },
  currency: {
    kind: 'enum',
    type: 'AccountCurrency',
    values: accountCurrency,
    initial: 'CNY',
    section: 'account',
    label: label('币种', 'Currency'),
  },
  purpose: {
    kind: 'enum',
    type: 'AccountPurpose',
    values: accountPurpose,
    section: 'use',
    label: label('账户性质', 'Kind of account'),
    aliases: ['账户类型', '账户类别'],
    hint: label('每个单位只能有一个基本存款账户', 'A company has one basic account'),
  },
  isDefault: {
    kind: 'bool',
    initial: false,
    section: 'use',
    label: label('默认账户', 'Default account'),
    hint: label('每个客户一个；另设默认时原默认自动取消', 'One per customer; marking another takes the mark off'),
  },
  verified: {
    kind: 'bool',
    initial: false,
    section: 'use',
    label: label('已核实', 'Verified'),
    hint: label('户名与账号已向客户或银行核实', 'Name and number were confirmed with the customer or the bank'),
  },
  verifiedAt: { kind: 'instant', access: 'system', section: 'use', label: label('核实时间', 'Verified at') },
  verifiedById: {
    kind: 'ref',
    target: 'User',
    access: 'system',
    section: 'use',
    label: label('核实人', 'Verified by'),
  },
  remarks: { kind: 'text', max: 2000, multiline: true, section: 'use', label: label('备注', 'Remarks') },
});

export type BankAccountRecord = RecordOf<typeof bankAccountFields>;
export type BankAccountInput = InputOf<typeof bankAccountFields>;
