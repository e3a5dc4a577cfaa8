import { customerFields, type Label } from '@dossier/shared';
import type { ColumnMeaning, ColumnUnit } from './column-meaning';
import { note, type Problem } from './import-problem';
import { readHeader } from './header-text';
import type { FoundHeader } from './header-row';
import { suggest, type ColumnTarget } from './vocabulary';

/** One column that is imported. */
export interface MappedColumn {
  index: number;
  title: string;
  target: Exclude<ColumnTarget, { kind: 'system' | 'ignored' }>;
  /** Which contact of the row, from 1; 0 = it belongs to the customer. */
  contact: number;
  unit: ColumnUnit | null;
  role: string | null;
}

/** What each column of the sheet became, and what is said about those that became nothing. */
export interface Mapping {
  headerRow: number;
  /** The last line of the header; data begins below. */
  lastHeaderRow: number;
  columns: readonly MappedColumn[];
  /** Columns without meaning for the data (序号), by index. */
  ignored: ReadonlySet<number>;
  /** Every header by column, for the error file. */
  titles: ReadonlyMap<number, string>;
  notes: readonly Problem[];
}

/** Where both the customer and the contact have such a field and no neighbour tells, it is the customer's. */
const CUSTOMER_FIRST = new Set(['remarks', 'relationshipStage', 'employmentStatus']);
/** Several columns may feed these: 省 + 市 + 区, several remarks. */
const REPEATABLE = new Set(['region', 'remarks', 'tags']);

/** Decides what every column means, looking at its neighbours where its own words leave it open. */
export function mapColumns(header: FoundHeader): Mapping {
  const mapper = new Mapper(header);
  return mapper.run();
}

class Mapper {
  private readonly columns: MappedColumn[] = [];
  private readonly notes: Problem[] = [];
  private readonly ignored = new Set<number>();
  private readonly hasContactNames: boolean;
  private block = 0;
  private contactsSeen = 0;

  constructor(private readonly header: FoundHeader) {
    this.hasContactNames = header.columns.some(({ meaning }) => meaning.targets.some(isContactName));
  }

  run(): Mapping {
    for (const { index, meaning } of this.header.columns) this.place(index, meaning);
    this.giveContactsTheirPhone();
    return {
      headerRow: this.header.firstRow,
      lastHeaderRow: this.header.lastRow,
      columns: this.columns,
      ignored: this.ignored,
      titles: new Map(this.header.columns.map(({ index, meaning }) => [index, meaning.title])),
      notes: this.notes,
    };
  }

  private place(index: number, meaning: ColumnMeaning): void {
    const target = this.isStrangersDetail(meaning) ? null : this.choose(meaning);
    if (!target) this.report(index, meaning);
    else if (target.kind === 'ignored') this.ignored.add(index);
    else if (target.kind === 'system') this.notes.push(note('SYSTEM_HEADER', null, { header: meaning.title }));
    else this.take(index, meaning, target);
  }

  private report(index: number, { title }: ColumnMeaning): void {
    this.ignored.add(index);
    const suggestion = suggest(readHeader(title).bare);
    this.notes.push(
      suggestion
        ? note('UNKNOWN_HEADER_LIKE', null, { header: title, suggestion })
        : note('UNKNOWN_HEADER', null, { header: title }),
    );
  }

  private choose({ targets, contact }: ColumnMeaning): ColumnTarget | null {
    if (targets.length <= 1) return targets[0] ?? null;
    const name = targets.find(isContactName);
    // 主要联系人: a name when the sheet has no other column of names, else the flag.
    if (name && targets.some(isPrimaryFlag)) return this.otherNames() ? targets.find(isPrimaryFlag)! : name;
    const personal = targets.filter(({ kind }) => kind === 'contact' || kind === 'phone');
    const corporate = targets.find(({ kind }) => kind !== 'contact' && kind !== 'phone');
    const own = personal.find(({ kind }) => kind === 'phone') ?? personal[0];
    if (!corporate || !own) return targets[0]!;
    if (contact !== null) return own;
    if (isCustomerFirst(targets) && !this.taken(corporate, 0)) return corporate;
    return this.block > 0 && !this.taken(own, this.block)
      ? own
      : this.taken(corporate, 0) && this.hasContactNames
        ? own
        : corporate;
  }

  /** 财务电话 without a 财务联系人 would land with the wrong person. */
  private isStrangersDetail({ role, targets }: ColumnMeaning): boolean {
    return role !== null && !targets.some(isContactName) && this.contactWithRole(role) === null;
  }

  private contactWithRole(role: string): number | null {
    return this.columns.find((column) => column.role === role && isContactName(column.target))?.contact ?? null;
  }

  private otherNames(): boolean {
    return this.header.columns.some(
      ({ meaning: { targets } }) => targets.some(isContactName) && !targets.some(isPrimaryFlag),
    );
  }

  private take(index: number, meaning: ColumnMeaning, target: MappedColumn['target']): void {
    const contact = this.contactFor(meaning, target);
    const same = this.columns.find((column) => column.contact === contact && sameTarget(column.target, target));
    const repeatable = target.kind === 'phone' || ('field' in target && REPEATABLE.has(target.field));
    if (same && !repeatable) {
      this.notes.push(note('REPEATED_COLUMN', null, { header: meaning.title, first: same.title }));
      return;
    }
    this.columns.push({ index, title: meaning.title, target, contact, unit: meaning.unit, role: meaning.role });
  }

  /** 联系人 opens a block; what follows belongs to it until a column of the customer closes it. */
  private contactFor(meaning: ColumnMeaning, target: MappedColumn['target']): number {
    if (target.kind !== 'contact' && target.kind !== 'phone') {
      this.block = 0;
      return 0;
    }
    if (isContactName(target)) {
      this.contactsSeen = Math.max(this.contactsSeen + 1, meaning.contact ?? 0);
      this.block = meaning.contact ?? this.contactsSeen;
      return this.block;
    }
    if (meaning.role !== null) return this.contactWithRole(meaning.role) ?? 1;
    if (meaning.contact !== null && (this.hasNumberedName(meaning.contact) || target.kind !== 'phone'))
      return meaning.contact;
    return this.block || this.firstWithout(target);
  }

  private hasNumberedName(contact: number): boolean {
    const names = this.header.columns.filter(({ meaning }) => meaning.targets.some(isContactName));
    return names.some(({ meaning }, position) => (meaning.contact ?? position + 1) === contact);
  }

  /** Outside a block a personal column belongs to the first contact (an extra phone, too). */
  private firstWithout(target: MappedColumn['target']): number {
    for (let contact = 1; contact <= this.contactsSeen; contact++) if (!this.taken(target, contact)) return contact;
    return 1;
  }

  private taken(target: ColumnTarget, contact: number): boolean {
    return this.columns.some((column) => column.contact === contact && sameTarget(column.target, target));
  }

  /** A lone 电话 before 联系人 is the contact's, when the contact has no phone column of its own. */
  private giveContactsTheirPhone(): void {
    if (!this.hasContactNames || this.columns.some(({ target }) => target.kind === 'phone')) return;
    const lone = this.columns.find(({ target, title }) => isSwitchboard(target) && isAnyPhone(title));
    if (!lone) return;
    lone.target = { kind: 'phone', role: 'any' };
    lone.contact = 1;
  }
}

const isContactName = (target: ColumnTarget) => target.kind === 'contact' && target.field === 'name';
const isPrimaryFlag = (target: ColumnTarget) => target.kind === 'contact' && target.field === 'isPrimary';
const isSwitchboard = (target: ColumnTarget) => target.kind === 'customer' && target.field === 'switchboard';
const isAnyPhone = (title: string) =>
  /^(联系)?(电话|方式|号码|电话号码)$|^(tele)?phone$|^tel$/.test(readHeader(title).bare);
const isCustomerFirst = (targets: readonly ColumnTarget[]) =>
  targets.some((target) => 'field' in target && CUSTOMER_FIRST.has(target.field));

const sameTarget = (a: ColumnTarget, b: ColumnTarget) => JSON.stringify(a) === JSON.stringify(b);

/** How a mapped column is called in the archive, for the preview. */
export function targetLabel(
  column: MappedColumn,
  labelOf: (kind: 'customer' | 'contact', field: string) => Label,
): Label {
  const { target, contact } = column;
  const nth = contact > 1 ? ` ${contact}` : '';
  const prefix = (label: Label): Label => ({ zh: `联系人${nth} · ${label.zh}`, en: `Contact${nth} · ${label.en}` });
  switch (target.kind) {
    case 'contact':
      return prefix(labelOf('contact', target.field));
    case 'phone':
      return prefix(target.role === 'any' ? { zh: '电话', en: 'Phone' } : labelOf('contact', target.role));
    case 'customer':
      return labelOf('customer', target.field);
    case 'address':
      return target.part === 'postalCode' ? { zh: '邮编', en: 'Postal code' } : customerFields.addresses.label;
    case 'businessTerm':
      return { zh: '营业期限', en: 'Business term' };
    case 'overrideReason':
      return { zh: '覆盖原因', en: 'Override reason' };
  }
}
