/** Data dictionary of the __en__ __zh__. */
import { defineFields, label, type RecordOf, type Sections } from './dictionary';

export const __camel__Sections = {
  basic: label('基本信息', 'Basics'),
} satisfies Sections;

export const __camel__Fields = defineFields({
  name: { kind: 'text', max: 200, required: true, section: 'basic', label: label('名称', 'Name') },
  customerId: { kind: 'ref', target: 'Customer', required: true, createOnly: true, section: 'basic', label: label('客户', 'Customer') },
  remarks: { kind: 'text', max: 2000, multiline: true, section: 'basic', label: label('备注', 'Remarks') },
});

export type __Pascal__Record = RecordOf<typeof __camel__Fields>;
