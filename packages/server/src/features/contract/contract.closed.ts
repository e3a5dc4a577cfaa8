import { contractItemFields, fieldError, isInput, mayRead, type FieldError, type Label } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { closedFieldFaults } from '../../platform/db/rights';
import { fieldRight } from '../../platform/query/rights';
import { lineAmounts, totalOf, type AmountChange } from './contract.amounts';

type Ctx = Pick<RequestContext, 'actor'>;
const line = { name: 'ContractItem' };
const fields = contractItemFields as Record<string, (typeof contractItemFields)[keyof typeof contractItemFields]>;

/** What a line is judged with: what is given, and of a line that goes on what its editor may not write. */
export function withClosed(ctx: Ctx, given: Values, stored: Values | undefined): Values {
  const kept = closedNames(ctx).filter((name) => given[name] === undefined && (stored?.[name] ?? null) !== null);
  return { ...given, ...Object.fromEntries(kept.map((name) => [name, stored![name]])) };
}

/** Faults of a line about fields that its editor may not write: given all the same, or needed by a new line. */
export function closedLineFaults(ctx: Ctx, given: Values, isNew: boolean): FieldError[] {
  const needed = isNew
    ? closedNames(ctx).filter((name) => 'required' in fields[name]! && (given[name] ?? null) === null)
    : [];
  return [
    ...closedFieldFaults(ctx, line, contractItemFields, given),
    ...needed.map((name) => fieldError('CONTRACT_LINE_CLOSED', [name], { field: fields[name]!.label })),
  ];
}

const closedNames = ({ actor }: Ctx): string[] =>
  Object.keys(fields).filter((name) => isInput(fields[name]!) && fieldRight(actor, line, name) !== 'EDIT');

/** The figures of a line that the caller may not see: with them the amounts must not move before his eyes. */
export function unseenFigures({ actor }: Ctx): Label[] {
  return (['quantity', 'unitPrice', 'discount'] as const)
    .filter((name) => !mayRead(fieldRight(actor, line, name)))
    .map((name) => contractItemFields[name].label);
}

/**
 * Refuses to move amounts by lines whose figures the caller does not see: the new amount over the new quantity would tell the price,
 * to him or to whoever he asks for it.
 */
export function unseenAmountFaults(ctx: Ctx, { currentItems, items }: AmountChange): FieldError[] {
  const unseen = unseenFigures(ctx);
  if (unseen.length === 0) return [];
  const moved = totalOf(items) !== totalOf(currentItems) || moves(currentItems, items);
  const named = { zh: unseen.map(({ zh }) => zh).join('、'), en: unseen.map(({ en }) => en).join(', ') };
  return moved ? [fieldError('CONTRACT_PRICES_CLOSED', ['items'], { field: named })] : [];
}

/** Whether a line comes to another amount, or one with an amount comes or goes. */
function moves(before: readonly Values[], after: readonly Values[]): boolean {
  const told = (lines: readonly Values[]): string[] =>
    lineAmounts(lines)
      .map((amount, i) => `${String(lines[i]!.id ?? 'new')} ${amount}`)
      .sort();
  return JSON.stringify(told(before)) !== JSON.stringify(told(after));
}

/** A sum is told only to whoever sees what it is made of. */
export const withoutSum = (ctx: Ctx, faults: readonly FieldError[]): FieldError[] =>
  unseenFigures(ctx).length === 0
    ? [...faults]
    : faults.map((one) =>
        one.code === 'CONTRACT_AMOUNT_MISMATCH' ? { ...one, params: { ...one.params, total: '****' } } : one,
      );
