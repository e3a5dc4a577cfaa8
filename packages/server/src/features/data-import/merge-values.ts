import { codeSet, fold, formatMoney, type Field, type Fields, type Label, type Money } from '@dossier/shared';
import { note, type Problem } from './import-problem';
import { patchable } from './judge-draft';

type Values = Readonly<Record<string, unknown>>;

export interface MergeOptions {
  fields: Fields;
  /** `fill` writes only what is empty; `overwrite` also what differs. */
  mode: 'fill' | 'overwrite';
  /** Header of a field, for what is said about it. */
  titleOf(field: string): string | null;
  /** The row whose values stay, for `fill`. */
  keptRow: number | null;
  /** Name of a referenced record by its id. */
  nameOf?(id: string): string;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b) || (typeof a === 'string' && typeof b === 'string' && fold(a) === fold(b));

/** What a record that exists takes from a row. Lists and remarks grow; nothing that is kept is emptied. */
export function mergeValues(
  current: Values,
  given: Values,
  options: MergeOptions,
): { patch: Record<string, unknown>; notes: Problem[] } {
  const patch: Record<string, unknown> = {};
  const notes: Problem[] = [];
  for (const [field, value] of Object.entries(given)) {
    if (!patchable(options.fields, field) || isEmpty(value) || field === 'scaleOverrideReason') continue;
    const kept = current[field];
    if (isEmpty(kept)) patch[field] = value;
    else if (same(kept, value)) continue;
    else if (Array.isArray(kept) && Array.isArray(value)) addMissing(patch, field, kept, value);
    else if (field === 'remarks') addLines(patch, String(kept), String(value));
    else if (options.mode === 'overwrite') patch[field] = value;
    else
      notes.push(
        note('FIELD_DIFFERS', options.titleOf(field), {
          field: options.titleOf(field) ?? options.fields[field]!.label,
          value: shown(options, field, value),
          kept: shown(options, field, kept),
          row: options.keptRow ?? 0,
        }),
      );
  }
  if (patch.scaleOverride && given.scaleOverrideReason) patch.scaleOverrideReason = given.scaleOverrideReason;
  return { patch, notes };
}

function addMissing(
  patch: Record<string, unknown>,
  field: string,
  kept: readonly unknown[],
  value: readonly unknown[],
): void {
  const missing = value.filter((entry) => !kept.some((known) => sameEntry(known, entry)));
  if (missing.length > 0) patch[field] = [...kept, ...missing];
}

/** Addresses are the same when kind and text are, with or without a postal code. */
function sameEntry(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return same(a, b);
  const key = ({ kind, text, platform, account }: Values) => [kind, text, platform, account].join('\u0001');
  return key(a as Values) === key(b as Values);
}

function addLines(patch: Record<string, unknown>, kept: string, value: string): void {
  const known = new Set(kept.split('\n').map(fold));
  const missing = value.split('\n').filter((line) => !known.has(fold(line)));
  if (missing.length > 0) patch.remarks = [kept, ...missing].join('\n');
}

/** A value in a sentence, in the reader's words. */
function shown({ fields, nameOf }: MergeOptions, name: string, value: unknown): string | Label {
  const field: Field = fields[name]!;
  if (field.kind === 'enum') return field.values[String(value)] ?? String(value);
  if (field.kind === 'code') return codeSet(field.set)?.label(String(value)) ?? String(value);
  if (field.kind === 'money') return formatMoney(value as Money);
  const text = field.kind === 'ref' && nameOf ? nameOf(String(value)) : String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
