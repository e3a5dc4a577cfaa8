/** Data dictionary of the contract 合同. */
import {
  contractApprovalStatus,
  contractPerformanceStatus,
  contractType,
  paymentMethod,
  settlementMethod,
} from './contract-enums';
import { defineFields, label, type InputOf, type RecordOf, type Sections } from './dictionary';

export const contractSections: Sections = {
  basic: label('基本信息', 'Basics'),
  dates: label('日期', 'Dates'),
  amount: label('金额与结算', 'Amount and settlement'),
  terms: label('条款', 'Terms'),
  status: label('状态', 'Status'),
};

const basic = defineFields({
  number: {
    kind: 'keyword',
    format: 'upper',
    max: 60,
    createOnly: true,
    section: 'basic',
    label: label('合同编号', 'Contract number'),
    aliases: ['编号', '合同号', '合同编码', 'contract no'],
    hint: label('留空则按编号规则自动生成', 'Left empty, the numbering rule gives the next number'),
  },
  name: {
    kind: 'text',
    max: 200,
    required: true,
    section: 'basic',
    label: label('合同名称', 'Contract name'),
    aliases: ['名称', '合同标题', '合同'],
  },
  type: {
    kind: 'enum',
    type: 'ContractType',
    values: contractType,
    section: 'basic',
    label: label('合同类型', 'Contract type'),
    aliases: ['类型', '合同类别'],
  },
  customerId: {
    kind: 'ref',
    target: 'Customer',
    required: true,
    createOnly: true,
    section: 'basic',
    label: label('客户', 'Customer'),
    aliases: ['客户名称', '客户全称', '甲方', '乙方', '对方单位', '公司名称', '签约客户'],
  },
  ourSignatoryId: {
    kind: 'ref',
    target: 'User',
    section: 'basic',
    label: label('我方签约人', 'Our signatory'),
    aliases: ['我方代表', '签约人', '业务员'],
  },
  theirSignatoryId: {
    kind: 'ref',
    target: 'Contact',
    section: 'basic',
    label: label('客户签约人', 'Their signatory'),
    aliases: ['对方签约人', '对方代表', '客户代表'],
    hint: label('须为该客户的联系人', 'A contact of this customer'),
  },
  ownerId: {
    kind: 'ref',
    target: 'User',
    section: 'basic',
    label: label('负责人', 'Owner'),
    aliases: ['合同负责人', '经办人'],
    hint: label('留空则为建档人', 'Left empty, the person who creates the record'),
  },
});

const dates = defineFields({
  signedOn: {
    kind: 'date',
    past: true,
    section: 'dates',
    label: label('签约日期', 'Signed on'),
    aliases: ['签订日期', '签署日期', '签约时间', '合同日期'],
  },
  effectiveOn: {
    kind: 'date',
    section: 'dates',
    label: label('生效日期', 'Effective on'),
    aliases: ['开始日期', '合同开始日期', '起始日期', '生效时间'],
    hint: label('不早于签约日期', 'Not before the signing date'),
  },
  expiresOn: {
    kind: 'date',
    section: 'dates',
    label: label('到期日期', 'Expires on'),
    aliases: ['结束日期', '合同结束日期', '终止日期', '到期时间', '到期日', '截止日期'],
    hint: label('不早于生效日期；当日仍有效', 'Not before the effective date; still in force on that day'),
  },
});

const amount = defineFields({
  amount: {
    kind: 'money',
    min: '0',
    section: 'amount',
    label: label('合同金额', 'Amount'),
    aliases: ['金额', '合同总额', '总金额', '合同总金额', '合同额', '含税金额'],
    hint: label('含税总额；有明细时等于明细合计', 'Tax included; with items it equals their sum'),
  },
  taxRate: {
    kind: 'decimal',
    places: 2,
    unit: '%',
    min: '0',
    max: '100',
    section: 'amount',
    label: label('税率', 'Tax rate'),
    aliases: ['增值税率', '税率%'],
    hint: label('百分比，如 13', 'Percent, such as 13'),
  },
  netAmount: {
    kind: 'money',
    access: 'system',
    section: 'amount',
    label: label('不含税金额', 'Net amount'),
    hint: label('合同金额 ÷（1 + 税率），四舍五入到分', 'Amount ÷ (1 + tax rate), rounded half up to cents'),
  },
  taxAmount: {
    kind: 'money',
    access: 'system',
    section: 'amount',
    label: label('税额', 'Tax amount'),
    hint: label('合同金额 − 不含税金额', 'Amount − net amount'),
  },
  itemsRevision: {
    kind: 'int',
    access: 'system',
    inner: true,
    initial: 0,
    section: 'amount',
    label: label('明细修订', 'Items revision'),
    hint: label(
      '明细每修改一次加一',
      'Grows by one whenever the items change, so that two editors of the items notice',
    ),
  },
  paymentMethod: {
    kind: 'enum',
    type: 'PaymentMethod',
    values: paymentMethod,
    section: 'amount',
    label: label('付款方式', 'Payment method'),
    aliases: ['支付方式'],
  },
  paymentDays: {
    kind: 'int',
    min: 0,
    max: 3650,
    section: 'amount',
    label: label('账期天数', 'Payment days'),
    aliases: ['账期', '信用期', '付款天数'],
    hint: label('月结 N 天等，单位：天', 'Days of credit'),
  },
  settlementMethod: {
    kind: 'enum',
    type: 'SettlementMethod',
    values: settlementMethod,
    section: 'amount',
    label: label('结算方式', 'Settlement method'),
    aliases: ['结算'],
  },
});

const terms = defineFields({
  terms: {
    kind: 'text',
    max: 10000,
    multiline: true,
    section: 'terms',
    label: label('主要条款', 'Terms'),
    aliases: ['条款', '合同条款'],
  },
  amendments: {
    kind: 'text',
    max: 10000,
    multiline: true,
    section: 'terms',
    label: label('变更与补充', 'Amendments'),
    aliases: ['变更说明', '补充条款'],
  },
  remarks: {
    kind: 'text',
    max: 2000,
    multiline: true,
    section: 'terms',
    label: label('备注', 'Remarks'),
    aliases: ['说明', 'note'],
  },
});

const status = defineFields({
  approvalStatus: {
    kind: 'enum',
    type: 'ContractApprovalStatus',
    values: contractApprovalStatus,
    access: 'system',
    initial: 'DRAFT',
    section: 'status',
    label: label('审批状态', 'Approval status'),
  },
  performanceStatus: {
    kind: 'enum',
    type: 'ContractPerformanceStatus',
    values: contractPerformanceStatus,
    access: 'system',
    section: 'status',
    label: label('履行状态', 'Performance status'),
    hint: label('审批通过后才有', 'Empty until the contract is approved'),
  },
  statusBeforeChange: {
    kind: 'enum',
    type: 'ContractPerformanceStatus',
    values: contractPerformanceStatus,
    access: 'system',
    inner: true,
    section: 'status',
    label: label('变更前状态', 'Status before the change'),
  },
  statusReason: {
    kind: 'text',
    max: 500,
    access: 'system',
    section: 'status',
    label: label('状态原因', 'Status reason'),
    hint: label('最近一次驳回、变更、终止或作废的原因', 'Reason of the last rejection, change, termination or voiding'),
  },
  approvedById: {
    kind: 'ref',
    target: 'User',
    access: 'system',
    section: 'status',
    label: label('审批人', 'Approved by'),
  },
  approvedAt: { kind: 'instant', access: 'system', section: 'status', label: label('审批时间', 'Approved at') },
  completedOn: { kind: 'date', access: 'system', section: 'status', label: label('履行完毕日期', 'Completed on') },
  terminatedOn: { kind: 'date', access: 'system', section: 'status', label: label('终止日期', 'Terminated on') },
  renewedFromId: {
    kind: 'ref',
    target: 'Contract',
    access: 'system',
    section: 'status',
    label: label('续签自', 'Renewed from'),
    hint: label('由“续签”建立', 'Set by the renewal of a contract'),
  },
});

/** Every field of a contract, in the order of the form. */
export const contractFields = defineFields({ ...basic, ...dates, ...amount, ...terms, ...status });

export type ContractRecord = RecordOf<typeof contractFields>;
export type ContractInput = InputOf<typeof contractFields>;
export type ContractApprovalStatus = keyof typeof contractApprovalStatus;
export type ContractPerformanceStatus = keyof typeof contractPerformanceStatus;
