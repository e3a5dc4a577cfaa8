import { figureWords, label, valueParts, type Label } from '@dossier/shared';
import type { EntityModel } from '../../platform/query/model';

const others: Readonly<Record<string, Label>> = {
  keys: label('分组', 'Group'),
  drillDown: label('下钻条件', 'Condition'),
};
const wrappings = new Set(['nodes', 'edges', 'node', 'aggregate', 'key']);
/** Types whose fields are parts of a value, not values of a record. */
const partTypes = new Set(['Money', 'CurrencyShare', 'PeriodKey', 'NumberKey', 'MoneyKey']);
export const isPart = (type: string): boolean => partTypes.has(type);

/** What a field of an answer is called; null for a wrapping that says nothing to a reader. */
export function wordOf(name: string, model: EntityModel, type: string): Label | null {
  if (isPart(type)) return valueParts[name]?.zh ? valueParts[name] : null;
  if (wrappings.has(name)) return null;
  // of counted values the reference itself is named: `customerId` → its relation
  const reference = type === model.name ? undefined : model.relations.get(name.replace(/Id$/, ''));
  const figure = type === model.name ? undefined : (figureWords[name] ?? others[name]);
  return (
    figure ??
    model.fields.get(name)?.field.label ??
    model.relations.get(name)?.label ??
    reference?.label ??
    figureWords[name] ??
    label(name, name)
  );
}
