/** Words of rights: how far a person sees into other people's customers, and what they may do with a field. */
import { label } from './dictionary';

export const dataRange = {
  OWN: label('本人', 'Own'),
  SUBORDINATES: label('本人及下属', 'Own and subordinates'),
  DEPARTMENT: label('本部门', 'Department'),
  DEPARTMENT_TREE: label('本部门及下级部门', 'Department and below'),
  ALL: label('全部', 'All'),
} as const;
/** From narrow to wide. */
export type Range = keyof typeof dataRange;
export const rangesByWidth = Object.keys(dataRange) as readonly Range[];

/** What has a range; all else that belongs to a customer follows its customer. */
export const resourceLabels = {
  customer: label('客户', 'Customers'),
  contact: label('联系人', 'Contacts'),
  contract: label('合同', 'Contracts'),
  assessment: label('评估', 'Assessments'),
} as const;
export type Resource = keyof typeof resourceLabels;
export const resources = Object.keys(resourceLabels) as readonly Resource[];

export const fieldRight = {
  HIDDEN: label('隐藏', 'Hidden'),
  MASKED: label('脱敏', 'Masked'),
  READ: label('只读', 'Read only'),
  EDIT: label('可编辑', 'Editable'),
} as const;
/** From little to much; a field that is not named may be edited by whoever may edit the record. */
export type FieldRight = keyof typeof fieldRight;
export const rightsByStrength = Object.keys(fieldRight) as readonly FieldRight[];

/** `Entity.field` → right; what is missing is EDIT. */
export type FieldRights = ReadonlyMap<string, FieldRight>;

/** How far a person sees. Ids are raw. */
export interface Reach {
  ranges: Readonly<Record<Resource, Range>>;
  departmentIds: readonly string[];
  treeDepartmentIds: readonly string[];
  subordinateIds: readonly string[];
}
