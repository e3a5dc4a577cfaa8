import {
  contactFields,
  customerFields,
  customerRules,
  isInput,
  parseInput,
  type FieldError,
  type Fields,
  type Override,
} from '@dossier/shared';
import type { ContactDraft, RowDraft } from './draft';
import { problem, type Problem, type ProblemParams } from './import-problem';
import type { Mapping } from './mapping';

/** The parts of a draft that the archive takes, normalised; used to compare with what it has. */
export interface JudgedDraft {
  customer: Record<string, unknown>;
  contacts: Array<{ draft: ContactDraft; values: Record<string, unknown> }>;
  problems: Problem[];
}

/** Stands for the customer while a contact is judged before its customer exists. */
const SOME_CUSTOMER = 'cus_0';
/** Warnings that 覆盖原因 accepts. A double customer needs words that say so: the reason was most likely meant for the code. */
const ACCEPTED: ReadonlyArray<readonly [string, string]> = [
  ['CREDIT_CODE_CHECK_DIGIT', 'unifiedSocialCreditCode'],
  ['LEGACY_NUMBER_CHECK_DIGIT', 'legacyRegistrationNumber'],
  ['UNKNOWN_CODE', 'region'],
  ['UNKNOWN_CODE', 'industry'],
  ['UNKNOWN_CODE', 'registrationType'],
];
const ANOTHER_CUSTOMER = /同名|重名|不同(?:的)?(?:单位|公司|客户|企业)|不是同一|same name|another|different/i;

/** The overrides a reason in the sheet stands for. */
export function overridesOf({ overrideReason: reason }: Pick<RowDraft, 'overrideReason'>): Override[] {
  if (!reason) return [];
  const overrides = ACCEPTED.map(([code, field]): Override => ({ code, path: [field], reason }));
  if (saysAnother(reason)) overrides.push({ code: 'DUPLICATE_NAME', path: ['name'], reason });
  return overrides;
}

export const saysAnother = (reason: string | null): boolean => reason !== null && ANOTHER_CUSTOMER.test(reason);

/** Judges a draft by the rules of form and API; all faults at once, by the headers of the sheet. */
export function judgeDraft(draft: RowDraft, mapping: Mapping, today: string): JudgedDraft {
  const customer = parseInput(customerFields, draft.customer, {
    mode: 'create',
    today,
    overrides: overridesOf(draft),
    rules: customerRules,
  });
  const problems = customer.ok ? [] : customer.errors.map((error) => fromFieldError(error, mapping, 0));
  const contacts = draft.contacts.map((contact) => {
    const result = parseInput(
      contactFields,
      { ...contact.input, customerId: SOME_CUSTOMER },
      { mode: 'create', today },
    );
    if (!result.ok) problems.push(...result.errors.map((error) => fromFieldError(error, mapping, contact.ordinal)));
    return { draft: contact, values: result.ok ? (result.value as Record<string, unknown>) : {} };
  });
  const known = new Set(draft.problems.map(({ column }) => column));
  // A cell that could not be read is told once, not again as "fill in".
  const fresh = problems.filter(({ code, column }) => !(code === 'REQUIRED' && known.has(column)));
  return { customer: customer.ok ? (customer.value as Record<string, unknown>) : {}, contacts, problems: fresh };
}

/** A fault of the archive in the words of the sheet. */
export function fromFieldError(error: FieldError, mapping: Mapping, contact: number): Problem {
  const column = titleOf(mapping, error.path[0] ?? '', contact);
  const params: Record<string, ProblemParams[string]> = { ...error.params };
  if (column) params.field = column;
  return { ...problem(error.code, column, params), overridable: error.overridable };
}

/** The header of the column that feeds a field. */
export function titleOf(mapping: Mapping, field: string, contact: number): string | null {
  const column = mapping.columns.find(({ target, contact: owner }) => {
    if (owner !== contact) return false;
    if (target.kind === 'phone') return field === 'mobile' || field === 'officePhone';
    if (target.kind === 'address') return field === 'addresses';
    if (target.kind === 'businessTerm') return field.startsWith('businessTerm');
    return 'field' in target && target.field === field;
  });
  return column?.title ?? null;
}

/** Fields that an update of a customer may carry. */
export const patchable = (fields: Fields, field: string): boolean => {
  const declaration = fields[field];
  return declaration !== undefined && isInput(declaration) && !declaration.createOnly;
};
