/** Which records a role reaches and how far it may look into their fields. */
import { label } from './dictionary';

/** How far a role sees among customers, by who looks after them. Several roles add up. */
export const rangeLabels = {
  OWN: label('本人', 'Own'),
  SUBORDINATES: label('本人及下属', 'Own and of subordinates'),
  DEPARTMENT: label('本部门', 'Of the department'),
  DEPARTMENT_TREE: label('本部门及下级部门', 'Of the department and those below'),
  ALL: label('全部', 'All'),
} as const;
export type Range = keyof typeof rangeLabels;

/** Records with a range. Contacts, contracts and assessments are judged by who looks after their customer, and never seen without it. */
export const rangedResources = ['customer', 'contact', 'contract', 'assessment'] as const;
export type RangedResource = (typeof rangedResources)[number];

/** What a role may do with a field, each including the one before. `MASKED`: a text is shown with its middle starred out, other values not at all. */
export const fieldRightLabels = {
  HIDDEN: label('隐藏', 'Hidden'),
  MASKED: label('脱敏', 'Masked'),
  READ: label('只读', 'Readable'),
  EDIT: label('可编辑', 'Editable'),
} as const;
export type FieldRight = keyof typeof fieldRightLabels;
const grades: readonly FieldRight[] = ['HIDDEN', 'MASKED', 'READ', 'EDIT'];

/** Rights by `Entity.field` as the graph names them; a field that is not listed may be edited. */
export type FieldRights = ReadonlyMap<string, FieldRight>;

/** The field rights of a person with several roles: of each field the widest, and a role that says nothing of it does not narrow it. */
export function unitedFieldRights(roles: readonly FieldRights[]): FieldRights {
  const [first, ...others] = roles;
  if (!first) return new Map();
  const united = new Map<string, FieldRight>();
  for (const [field, right] of first) {
    const widest = others.reduce<FieldRight>((best, role) => wider(best, role.get(field) ?? 'EDIT'), right);
    if (widest !== 'EDIT') united.set(field, widest);
  }
  return united;
}
const wider = (a: FieldRight, b: FieldRight): FieldRight => (grades.indexOf(a) >= grades.indexOf(b) ? a : b);

export const mayRead = (right: FieldRight): boolean => right === 'READ' || right === 'EDIT';

/** Where a person stands: what ranges are measured from. Ids are raw. */
export interface Reach {
  readonly ranges: Readonly<Record<RangedResource, readonly Range[]>>;
  /** The person's department. */
  readonly departmentIds: readonly string[];
  /** The same with all departments below. */
  readonly treeDepartmentIds: readonly string[];
  /** People who report to the person, directly or through others. */
  readonly subordinateIds: readonly string[];
}

/** Sees all records: the archive itself, and roles without a narrower range. */
export const wholeReach: Reach = {
  ranges: { customer: ['ALL'], contact: ['ALL'], contract: ['ALL'], assessment: ['ALL'] },
  departmentIds: [],
  treeDepartmentIds: [],
  subordinateIds: [],
};

/**
 * A text with its middle starred out. Phones keep 3 + 4 characters, addresses of mail their first letter and domain, names their first
 * character, anything else a quarter at each end (at most 4), and nothing of a text so short that the rest could be guessed.
 */
export function mask(text: string): string {
  if (/^[^@\s]+@[^@\s]+$/.test(text)) return `${text.slice(0, 1)}***${text.slice(text.indexOf('@'))}`;
  const characters = [...text];
  if (/^\+?[\d -]{10,}$/.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  if (characters.length > 1 && /\p{Script=Han}/u.test(text))
    return `${characters[0]}${'*'.repeat(Math.min(8, Math.max(1, characters.length - 1)))}`;
  const kept = Math.min(4, Math.floor(characters.length / 4));
  const middle = '*'.repeat(Math.min(8, Math.max(1, characters.length - 2 * kept)));
  return kept === 0 ? middle : `${characters.slice(0, kept).join('')}${middle}${characters.slice(-kept).join('')}`;
}
