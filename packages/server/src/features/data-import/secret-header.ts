import { bankAccountFields, customerFields, type Field } from '@dossier/shared';
import { readHeader } from './header-text';

const names = new Set(
  [...Object.values<Field>(bankAccountFields), ...Object.values<Field>(customerFields)]
    .filter(({ kind }) => kind === 'secret')
    .flatMap(({ label, aliases = [] }) => [label.zh, label.en, ...aliases])
    .map((word) => readHeader(word).bare),
);
/** 开户行及账号, 付款账号, 联系人身份证号 … */
const shapes = [
  /^(开户|银行|对公|公司|收款|付款|打款|结算|基本户|基本账户|一般户|单位).*(账号|帐号|账户|帐户|卡号)$/,
  /(身份证|身份证号|身份证号码)$/,
  /^(bankaccount|accountno|accountnumber|iban)/,
];

/** Whether a column would hold account or identity numbers. */
export function isSecretHeader(title: string): boolean {
  const { bare } = readHeader(title);
  return names.has(bare) || shapes.some((shape) => shape.test(bare));
}
