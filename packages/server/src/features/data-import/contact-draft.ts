import { contactFields, type Phone } from '@dossier/shared';
import type { Cell } from '../../platform/sheet/sheet';
import { addRemark, type ContactDraft, type RowDraft } from './draft';
import { note, problem } from './import-problem';
import type { MappedColumn } from './mapping';
import { flatten, isBlankWord, shorten, type ReadContext } from './values/reading';
import { assignPhones, readPhones } from './values/phones';
import { readField } from './values/read-field';
import { fieldOf } from './vocabulary';

/** The filled cells of one contact of a row. */
export interface ContactCells {
  ordinal: number;
  cells: ReadonlyArray<{ column: MappedColumn; cell: Cell; context: ReadContext }>;
}

interface Person {
  name: string;
  title: string | null;
  phones: Phone[];
}

/** Turns the contact columns of a row into contacts. What names nobody goes to the customer; nothing is lost. */
export function draftContacts(row: RowDraft, { ordinal, cells }: ContactCells): void {
  const input: Record<string, unknown> = {};
  const phones: Phone[] = [];
  const words: string[] = [];
  let people: Person[] = [];
  let role: string | null = null;
  for (const { column, cell, context } of cells) {
    const { target } = column;
    if (target.kind === 'phone' && cell.kind !== 'error') {
      const found = readPhones(cell, context);
      phones.push(...found.phones);
      words.push(...found.words);
      row.problems.push(...found.problems);
    } else if (target.kind === 'contact' && target.field === 'name' && cell.kind !== 'error') {
      const found = readPeople(cell, context);
      people = found.filter(({ name }) => name !== '');
      phones.push(...found.filter(({ name }) => name === '').flatMap((nameless) => nameless.phones));
      role = column.role;
    } else if (target.kind === 'contact') readInto(row, input, column, cell, context);
    else row.problems.push(problem('IMPORT_FORMULA_ERROR', context.title, { value: cell.text }));
  }
  if (people.length === 0) giveToCustomer(row, input, phones, words, cells[0]?.context.title ?? '');
  else row.contacts.push(...buildContacts(ordinal, people, { input, phones, words, role }));
}

function readInto(
  row: RowDraft,
  input: Record<string, unknown>,
  column: MappedColumn,
  cell: Cell,
  context: ReadContext,
): void {
  const field = (column.target as { field: string }).field;
  const { value, problems } = readField(fieldOf('contact', field), cell, context);
  row.problems.push(...problems);
  if (value === null) return;
  // Who a person reports to is a record, and here only a name: it is kept as words.
  if (field === 'reportsToId') addRemark(input, `${contactFields.reportsToId.label.zh}：${String(value)}`);
  else if (field === 'email') takeFirstMail(input, String(value));
  else input[field] = value;
}

/** `a@x.com; b@x.com`: one goes to the field, the others to the remarks. */
export function takeFirstMail(input: Record<string, unknown>, text: string): void {
  const [first, ...others] = text.split(/[,;、\s]+/).filter(Boolean);
  input.email = first ?? null;
  if (others.length > 0) addRemark(input, `其他邮箱：${others.join('、')}`);
}

/** `张三（采购经理）13800138000、李四` → two people, with title and phone where they stand beside the name. */
function readPeople(cell: Cell, context: ReadContext): Person[] {
  return flatten(cell)
    .split(/[,;、/\n]+/)
    .map((part) => readPerson(part.trim(), context))
    .filter((person): person is Person => person !== null);
}

function readPerson(text: string, context: ReadContext): Person | null {
  const number = /\+?\d[\d\s-]{5,}\d/.exec(text)?.[0] ?? '';
  const phones = number ? readPhones({ kind: 'text', text: number }, context).phones : [];
  const rest = phones.length > 0 ? text.replace(number, ' ') : text;
  const title = /\(([^()\d]{2,20})\)/.exec(rest)?.[1] ?? null;
  const name = rest
    .replace(/\([^()]*\)/g, (bracket) => (title ? '' : bracket))
    .replace(/(?:电话|手机|[:：,])\s*$/, '')
    .trim();
  return isBlankWord(name) && phones.length === 0 ? null : { name: isBlankWord(name) ? '' : name, title, phones };
}

interface Details {
  input: Record<string, unknown>;
  phones: Phone[];
  words: string[];
  role: string | null;
}

/** As many phones as people: each gets their own. Otherwise all go to the first. */
function buildContacts(ordinal: number, people: readonly Person[], details: Details): ContactDraft[] {
  const paired = people.length > 1 && details.phones.length === people.length;
  return people.map((person, index) => {
    const first = index === 0;
    const input: Record<string, unknown> = first ? { ...details.input } : {};
    input.name = person.name;
    if (person.title && !input.title) input.title = person.title;
    if (details.role && !input.responsibilities) input.responsibilities = details.role;
    const shared = paired ? [details.phones[index]!] : first ? details.phones : [];
    putPhones(input, [...person.phones, ...shared]);
    if (first) for (const word of details.words) addRemark(input, word);
    return { ordinal, input };
  });
}

function putPhones(input: Record<string, unknown>, phones: readonly Phone[]): void {
  const { mobile, office, others } = assignPhones(phones);
  if (mobile) input.mobile = mobile;
  if (office) input.officePhone = office;
  if (others.length > 0) addRemark(input, `其他电话：${others.join('、')}`);
}

/** Phones and mail without a name are the customer's: switchboard and mail where these are free, else the remarks. */
function giveToCustomer(
  row: RowDraft,
  input: Record<string, unknown>,
  phones: readonly Phone[],
  words: readonly string[],
  title: string,
): void {
  const { customer, problems } = row;
  const [first, ...others] = phones.map(({ text }) => text);
  if (first && !customer.switchboard) {
    customer.switchboard = first;
    problems.push(
      note('PHONE_MOVED', title, { value: first, target: { zh: '客户的总机', en: 'the switchboard of the customer' } }),
    );
  } else if (first) others.unshift(first);
  if (typeof input.email === 'string' && !customer.email) {
    customer.email = input.email;
    delete input.email;
  }
  const lines = [...(others.length > 0 ? [`其他电话：${others.join('、')}`] : []), ...words];
  for (const [field, value] of Object.entries(input)) {
    if (value !== null)
      lines.push(
        `联系人${fieldOf('contact', field).label.zh}：${Array.isArray(value) ? value.join('、') : String(value)}`,
      );
  }
  for (const line of lines) {
    addRemark(customer, line);
    problems.push(note('KEPT_IN_REMARKS', title, { value: shorten(line) }));
  }
}
