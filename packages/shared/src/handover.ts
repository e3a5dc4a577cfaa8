/** Data dictionary of the hand-over 交接: customers of one person given to another in one step, and the list of what was given. */
import { defineFields, label, type RecordOf } from './dictionary';

const count = (zh: string, en: string) => ({ kind: 'int', access: 'system', label: label(zh, en) }) as const;

export const handoverFields = defineFields({
  fromUserId: { kind: 'ref', target: 'User', required: true, access: 'system', label: label('移交人', 'From') },
  toUserId: { kind: 'ref', target: 'User', required: true, access: 'system', label: label('接收人', 'To') },
  reason: { kind: 'text', max: 500, required: true, access: 'system', label: label('交接原因', 'Reason') },
  keepCollaboratorUntil: {
    kind: 'date',
    access: 'system',
    label: label('移交人协作至', 'Former owner collaborates until'),
    hint: label('在此日期前移交人仍可查看这些客户', 'Until then the former owner may still read these customers.'),
  },
  customerCount: count('客户数', 'Customers'),
  contactCount: count('联系人数', 'Contacts'),
  contractCount: count('合同数', 'Contracts'),
  openContractCount: count('未结合同数', 'Open contracts'),
});

export type HandoverRecord = RecordOf<typeof handoverFields>;

/** What stood in one customer's file at the instant it changed hands. */
export const handoverLineFields = defineFields({
  handoverId: {
    kind: 'ref',
    target: 'Handover',
    required: true,
    access: 'system',
    inner: true,
    label: label('交接单', 'Hand-over'),
  },
  lineNo: { kind: 'int', required: true, access: 'system', label: label('序号', 'No.') },
  customerId: { kind: 'ref', target: 'Customer', required: true, access: 'system', label: label('客户', 'Customer') },
  customerCode: { kind: 'keyword', format: 'plain', max: 40, access: 'system', label: label('客户编号', 'Code') },
  customerName: { kind: 'text', max: 200, required: true, access: 'system', label: label('客户名称', 'Customer name') },
  contactCount: count('联系人数', 'Contacts'),
  contractCount: count('合同数', 'Contracts'),
  openContractCount: count('未结合同数', 'Open contracts'),
  nextReviewOn: { kind: 'date', access: 'system', label: label('下次评审日', 'Next review') },
});

export type HandoverLineRecord = RecordOf<typeof handoverLineFields>;
