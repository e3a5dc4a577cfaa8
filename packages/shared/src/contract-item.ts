/** Data dictionary of the contract item 合同明细. */
import { defineFields, label, type InputOf, type RecordOf } from './dictionary';

/** One line of a contract; money is in the contract's currency, tax included. */
export const contractItemFields = defineFields({
  contractId: { kind: 'ref', target: 'Contract', access: 'system', label: label('合同', 'Contract') },
  lineNo: { kind: 'int', min: 1, access: 'system', label: label('行号', 'Line'), aliases: ['序号'] },
  product: {
    kind: 'text',
    max: 200,
    required: true,
    label: label('产品/服务', 'Product'),
    aliases: ['产品', '产品名称', '品名', '货物名称', '服务名称'],
  },
  specification: { kind: 'text', max: 200, label: label('规格型号', 'Specification'), aliases: ['规格', '型号'] },
  unit: { kind: 'text', max: 20, label: label('单位', 'Unit'), aliases: ['计量单位'] },
  quantity: {
    kind: 'decimal',
    places: 4,
    min: '0',
    max: '999999999',
    required: true,
    label: label('数量', 'Quantity'),
  },
  unitPrice: {
    kind: 'decimal',
    places: 6,
    min: '0',
    max: '999999999',
    required: true,
    label: label('单价', 'Unit price'),
    aliases: ['含税单价', '价格'],
    hint: label(
      '含税，合同币种，最多 6 位小数',
      'Tax included, in the currency of the contract, up to 6 decimal places',
    ),
  },
  discount: {
    kind: 'decimal',
    places: 2,
    unit: '%',
    min: '0',
    max: '100',
    label: label('折扣', 'Discount'),
    aliases: ['折扣率'],
    hint: label('减免百分比：10 表示九折', 'Percent taken off: 10 leaves 90 %'),
  },
  amount: {
    kind: 'money',
    access: 'system',
    label: label('金额', 'Amount'),
    hint: label(
      '数量 × 单价 ×（1 − 折扣），四舍五入到分',
      'Quantity × unit price × (1 − discount), rounded half up to cents',
    ),
  },
  remarks: { kind: 'text', max: 500, label: label('备注', 'Remarks') },
});

export type ContractItemRecord = RecordOf<typeof contractItemFields>;
export type ContractItemInput = InputOf<typeof contractItemFields>;
