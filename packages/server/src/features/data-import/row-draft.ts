import { customerFields } from '@dossier/shared';
import type { Cell, SheetRow } from '../../platform/sheet/sheet';
import { draftContacts, takeFirstMail } from './contact-draft';
import { addRemark, type RowDraft } from './draft';
import { note, problem } from './import-problem';
import type { MappedColumn, Mapping } from './mapping';
import { readTerm } from './values/date';
import { readPhones } from './values/phones';
import { readField } from './values/read-field';
import { flatten, isBlankWord, remark, type ReadContext } from './values/reading';
import { fieldOf } from './vocabulary';

/** What reading a row needs to know of the archive. */
export interface DraftEnvironment {
  date1904: boolean;
  /** Exposed id of the user a name or user name means. */
  findUser(text: string): string | null;
  /** The instant a calendar date (and time) begins. */
  toInstant(date: string, time: string | null): string;
}

/** Fields that take one phone; a cell may hold more. */
const PHONE_FIELDS = new Set(['switchboard', 'fax', 'legalRepresentativePhone']);

/** Reads a row by its mapping. */
export function draftRow({ number, cells }: SheetRow, mapping: Mapping, environment: DraftEnvironment): RowDraft {
  const draft: RowDraft = { row: number, customer: {}, contacts: [], overrideReason: null, problems: [] };
  const contacts = new Map<number, Array<{ column: MappedColumn; cell: Cell; context: ReadContext }>>();
  const regions: Array<{ text: string; context: ReadContext }> = [];
  for (const column of mapping.columns) {
    const cell = cells[column.index];
    if (!cell || cell.merged === 'right') continue;
    const context: ReadContext = { title: column.title, unit: column.unit, date1904: environment.date1904 };
    if (column.contact > 0)
      contacts.set(column.contact, [...(contacts.get(column.contact) ?? []), { column, cell, context }]);
    else if (cell.kind === 'error')
      draft.problems.push(problem('IMPORT_FORMULA_ERROR', column.title, { value: cell.text }));
    else if (isRegion(column)) regions.push({ text: flatten(cell), context });
    else readCustomerCell(draft, column, cell, context, environment);
  }
  readRegions(draft, regions);
  explainScale(draft.customer);
  for (const [ordinal, found] of [...contacts].sort(([a], [b]) => a - b))
    draftContacts(draft, { ordinal, cells: found });
  return draft;
}

const isRegion = ({ target }: MappedColumn) => target.kind === 'customer' && target.field === 'region';

function readCustomerCell(
  draft: RowDraft,
  column: MappedColumn,
  cell: Cell,
  context: ReadContext,
  environment: DraftEnvironment,
): void {
  const { target } = column;
  if (target.kind === 'overrideReason') draft.overrideReason = flatten(cell) || null;
  else if (target.kind === 'businessTerm') readBusinessTerm(draft, cell, context);
  else if (target.kind === 'address') readAddress(draft, target, flatten(cell));
  else if (target.kind === 'customer') {
    if (PHONE_FIELDS.has(target.field)) readCustomerPhones(draft, target.field, cell, context);
    else if (target.field === 'ownerId') readOwner(draft, cell, context, environment);
    else if (target.field === 'nextFollowUpAt') readInstant(draft, target.field, cell, context, environment);
    else readCustomerField(draft, target.field, cell, context);
  }
}

function readCustomerField(draft: RowDraft, field: string, cell: Cell, context: ReadContext): void {
  const { value, problems } = readField(fieldOf('customer', field), cell, context);
  draft.problems.push(...problems);
  if (value === null) return;
  const { customer } = draft;
  if (field === 'email') takeFirstMail(customer, String(value));
  else if (field === 'remarks') addRemark(customer, String(value));
  else if (field === 'tags')
    customer.tags = [...((customer.tags as string[] | undefined) ?? []), ...(value as string[])];
  else if (
    field === 'unifiedSocialCreditCode' &&
    /^\d{15}$/.test(String(value)) &&
    !customer.legacyRegistrationNumber
  ) {
    customer.legacyRegistrationNumber = value;
    draft.problems.push(remark(context, 'CREDIT_CODE_IS_LEGACY', String(value)));
  } else customer[field] = value;
}

/** 省, 市 and 区 in columns of their own make one region. */
function readRegions(draft: RowDraft, parts: ReadonlyArray<{ text: string; context: ReadContext }>): void {
  const filled = parts.filter(({ text }) => !isBlankWord(text));
  if (filled.length === 0) return;
  const joined = filled
    .map(({ text }) => text)
    .reduce((whole, text) => (text.startsWith(whole) ? text : whole + text), '');
  const { value, problems } = readField(customerFields.region, { kind: 'text', text: joined }, filled.at(-1)!.context);
  draft.problems.push(...problems);
  if (value !== null) draft.customer.region = value;
}

function readBusinessTerm(draft: RowDraft, cell: Cell, context: ReadContext): void {
  const { from, to } = readTerm(cell, context);
  draft.problems.push(...from.problems, ...to.problems);
  if (from.value) draft.customer.businessTermFrom = from.value;
  if (to.value) draft.customer.businessTermTo = to.value;
}

interface Address {
  kind: string;
  text?: string;
  postalCode?: string;
}

/** Addresses of one kind gather text and postal code; a code alone waits for the first text of the row. */
function readAddress(
  draft: RowDraft,
  target: Extract<MappedColumn['target'], { kind: 'address' }>,
  text: string,
): void {
  if (isBlankWord(text)) return;
  const addresses = (draft.customer.addresses ??= []) as Address[];
  const partial = addresses.find((address) => address[target.part === 'text' ? 'text' : 'postalCode'] === undefined);
  const address = partial ?? { kind: target.address };
  if (!partial) addresses.push(address);
  if (target.part === 'text') Object.assign(address, { kind: target.address, text });
  else if (target.part === 'postalCode') address.postalCode = text;
}

/** The first number is the field's, the others are kept in the remarks. */
function readCustomerPhones(draft: RowDraft, field: string, cell: Cell, context: ReadContext): void {
  const { phones, words, problems } = readPhones(cell, context);
  draft.problems.push(...problems);
  const [first, ...others] = [...new Set(phones.map(({ text }) => text))];
  if (first) draft.customer[field] = first;
  const lines = [
    ...(others.length > 0 ? [`${context.title}：${others.join('、')}`] : []),
    ...words.map((word) => `${context.title}：${word}`),
  ];
  for (const line of lines) {
    addRemark(draft.customer, line);
    draft.problems.push(note('KEPT_IN_REMARKS', context.title, { value: line }));
  }
}

function readOwner(draft: RowDraft, cell: Cell, context: ReadContext, environment: DraftEnvironment): void {
  const text = flatten(cell);
  if (isBlankWord(text)) return;
  const user = environment.findUser(text);
  if (user) draft.customer.ownerId = user;
  else {
    addRemark(draft.customer, `${context.title}：${text}`);
    draft.problems.push(remark(context, 'OWNER_NOT_FOUND', text));
  }
}

function readInstant(
  draft: RowDraft,
  field: string,
  cell: Cell,
  context: ReadContext,
  environment: DraftEnvironment,
): void {
  const { value, problems } = readField({ kind: 'date', label: customerFields.nextFollowUpAt.label }, cell, context);
  draft.problems.push(...problems);
  const time = /\b(\d{1,2}):(\d{2})/.exec(flatten(cell));
  if (value !== null)
    draft.customer[field] = environment.toInstant(
      String(value),
      time ? `${time[1]!.padStart(2, '0')}:${time[2]!}` : null,
    );
}

/** A scale that stands in the sheet is a person's word; the archive wants to know why it differs from the computed one. */
function explainScale(customer: Record<string, unknown>): void {
  if (customer.scaleOverride && !customer.scaleOverrideReason) customer.scaleOverrideReason = '导入表格所填';
}

/** Text without address of a row whose postal code found no street: kept in the remarks. */
export function settleAddresses(draft: RowDraft): void {
  const addresses = draft.customer.addresses as Address[] | undefined;
  if (!addresses) return;
  for (const { postalCode } of addresses.filter(({ text }) => text === undefined))
    addRemark(draft.customer, `邮编：${postalCode ?? ''}`);
  const whole = addresses.filter(({ text }) => text !== undefined);
  if (whole.length > 0) draft.customer.addresses = whole;
  else delete draft.customer.addresses;
}
