/** Data dictionary of the collaborator 协作人: a colleague who may see or edit one customer that is not theirs, for a time. */
import { defineFields, label, type RecordOf } from './dictionary';

export const collaboratorAccess = { READ: label('只读', 'Read'), EDIT: label('协作编辑', 'Edit') } as const;

export const collaboratorFields = defineFields({
  customerId: {
    kind: 'ref',
    target: 'Customer',
    required: true,
    createOnly: true,
    label: label('所属客户', 'Customer'),
  },
  userId: { kind: 'ref', target: 'User', required: true, createOnly: true, label: label('协作人', 'Colleague') },
  access: {
    kind: 'enum',
    type: 'CollaboratorAccess',
    values: collaboratorAccess,
    initial: 'READ',
    label: label('权限', 'Access'),
  },
  until: {
    kind: 'date',
    label: label('有效期至', 'Until'),
    hint: label('含当日；为空则长期有效', 'The last day it holds; empty for no end'),
  },
});

export type CollaboratorRecord = RecordOf<typeof collaboratorFields>;
