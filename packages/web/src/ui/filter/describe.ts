import type { Field } from '@dossier/shared';
import { entityOf, type Entity } from '../../graph/entity';
import {
  filterFields,
  inOrder,
  needsValue,
  type Condition,
  type Group,
  type Item,
  type RelationTest,
} from '../../graph/filter';
import { withThousands } from '../../graph/format';
import { useLabels, useText } from '../../locales';
import { useNames } from '../lookup';
import { useValueText } from '../value/valueText';

/** Says a test in words: “注册资本 不小于 1,000,000”. */
export function useDescribe(): (entity: Entity, item: Item) => string {
  const { text, joined } = useLabels();
  const { t } = useText();
  const write = useValueText();
  const nameOf = useNames();

  function valueOf(entity: Entity, condition: Condition): string {
    const field = filterFields(entity)[condition.field] ?? null;
    const { value, operator, words } = condition;
    if (words) return words;
    if (operator === 'relative') return t(`relative.${String(value)}`);
    if (operator === 'between') {
      const range = inOrder(value as object | null);
      const money = field?.kind === 'money' && condition.currency ? ` ${condition.currency}` : '';
      return `${String(range.from ?? '…')} – ${String(range.to ?? '…')}${money}`;
    }
    if (field?.kind === 'money') return `${withThousands(String(value ?? ''))} ${condition.currency ?? ''}`.trim();
    const list = Array.isArray(value) ? value : [value];
    return joined(list.map((entry) => said(field, entry)));
  }

  /** A record that is named by its id alone is looked up. */
  function said(field: Field | null, entry: unknown): string {
    if (field?.kind === 'ref' && typeof entry === 'string') return nameOf(field.target, entry);
    return write(field?.kind === 'list' ? null : field, entry);
  }

  function ofCondition(entity: Entity, condition: Condition): string {
    const field = filterFields(entity)[condition.field];
    const label = text(field?.label) || condition.field;
    const operator = t(`operator.${condition.operator}`);
    if (condition.currency && condition.operator === 'notNull') return `${label} ${condition.currency}`;
    return needsValue(condition.operator)
      ? `${label} ${operator} ${valueOf(entity, condition)}`
      : `${label} ${operator}`;
  }

  function ofRelation(entity: Entity, test: RelationTest): string {
    const relation = entity.relations[test.relation];
    if (!relation) return test.relation;
    if (relation.many && test.quantifier === 'count')
      return t('filter.countOf', { relation: text(relation.label), count: test.count });
    const inner = ofGroup(entityOf(relation.to), test.group);
    return `${relation.many ? t(`filter.${test.quantifier}`) : ''}${text(relation.label)}${inner ? `（${inner}）` : ''}`;
  }

  function ofGroup(entity: Entity, group: Group): string {
    const inner = group.items.map((item) => one(entity, item)).join(` ${t(`filter.${group.op}`)} `);
    return group.not ? `${t('filter.not')}（${inner}）` : inner;
  }

  function one(entity: Entity, item: Item): string {
    if (item.kind === 'condition') return ofCondition(entity, item);
    return item.kind === 'relation' ? ofRelation(entity, item) : `（${ofGroup(entity, item)}）`;
  }
  return one;
}
