import {
  contractAmountFaults,
  contractItemFields,
  contractTotals,
  parseInput,
  type ContractTotals,
  type FieldError,
  type Money,
} from '@dossier/shared';
import { computed, watch, type ComputedRef } from 'vue';
import type { FormValues } from '../../graph/form';
import { today } from '../../graph/today';
import { isBlankItem, itemInputs, itemRights, priced, type ItemDraft, type ItemKey } from './items';

/** The lines that somebody has begun. */
export const draftsOf = (values: FormValues): ItemDraft[] =>
  ((values.items as ItemDraft[] | null) ?? []).filter((item) => !isBlankItem(item));

/** Each line by its own rules, then the total against the amount; what the reader may not write is the server's to judge. */
export function judgeItems(values: FormValues): FieldError[] {
  const { closed, figures } = itemRights();
  const items = draftsOf(values);
  const faults = itemInputs(items).flatMap((input, at) => {
    const result = parseInput(contractItemFields, input, {
      mode: 'create',
      today: today(),
      path: ['items', String(at)],
    });
    return result.ok ? [] : result.errors.filter(({ path }) => !closed.has(path[2] as ItemKey));
  });
  if (faults.length > 0) return faults;
  return figures ? contractAmountFaults(values.amount as Money | null, priced(items)) : [];
}

/** The sums of the lines while they are typed; the amount follows them until somebody writes another. */
export function useItemTotals(values: FormValues, mayFollow: () => boolean): ComputedRef<ContractTotals | null> {
  const totals = computed(() => {
    const items = draftsOf(values);
    const complete = priced(items);
    return complete.length > 0 && complete.length === items.length
      ? contractTotals(complete, (values.taxRate as string | null) || null)
      : null;
  });
  let followed: string | null = null;
  watch(
    () => totals.value?.amount,
    (amount) => {
      if (!amount || !mayFollow()) return;
      const now = values.amount as Money | null;
      // the currency stays as chosen
      if (!now || now.amount === followed) values.amount = { amount, currency: now?.currency ?? 'CNY' };
      followed = amount;
    },
  );
  return totals;
}
