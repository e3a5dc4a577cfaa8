import { contractFields, type Fields, type Money } from '@dossier/shared';
import { computed, type ComputedRef } from 'vue';
import { fromCanonical } from '../../graph/canonical';
import type { ConflictField } from '../../graph/form';
import { moneyText } from '../../graph/format';
import { useText } from '../../locales';

type Side = 'original' | 'current' | 'yours';
export type Choice = Record<string, 'yours' | 'current'>;

/** What the lines decide. */
const SUMS: ReadonlySet<string> = new Set(['amount', 'netAmount', 'taxAmount']);
const LINES = 'itemsRevision';
const shownFields: Fields = {
  ...contractFields,
  [LINES]: { kind: 'text', max: 200, label: { zh: '合同明细', en: 'Items' } },
};

/** Two people changed the lines of a contract: a person chooses whose lines stand, by their sums, not by a count of changes. */
export function useLineConflict(conflict: () => readonly ConflictField[] | null): {
  fields: Fields;
  shown: ComputedRef<readonly ConflictField[] | null>;
  /** The sums go with the lines. */
  whole: (choice: Choice) => Choice;
} {
  const { t } = useText();
  function said(sum: ConflictField | undefined, side: Side): string | undefined {
    if (!sum) return side === 'original' ? undefined : t(`conflict.${side}`);
    const money = fromCanonical(contractFields.amount, sum[side]) as Money | null;
    return money ? `${t('contract.total')} ${moneyText(money)}` : t('value.empty');
  }
  const shown = computed(() => {
    const all = conflict();
    if (!all?.some(({ field }) => field === LINES)) return all;
    const sum = all.find(({ field }) => field === 'amount');
    const lines = {
      field: LINES,
      original: said(sum, 'original'),
      current: said(sum, 'current'),
      yours: said(sum, 'yours'),
    };
    return all.filter(({ field }) => !SUMS.has(field)).map((one) => (one.field === LINES ? lines : one));
  });
  const whole = (choice: Choice): Choice => {
    const lines = choice[LINES];
    return lines ? { ...choice, ...Object.fromEntries([...SUMS].map((field) => [field, lines])) } : choice;
  };
  return { fields: shownFields, shown, whole };
}
