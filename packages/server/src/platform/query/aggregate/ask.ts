import type { FieldNode } from 'graphql';
import { fieldsBelow, type Walk } from '../ast';
import type { EntityModel, FieldModel } from '../model';
import type { AggregateFunction } from './fits';

/** One figure that is asked of a set of rows. */
export interface Measure {
  readonly fn: AggregateFunction;
  readonly field: FieldModel;
}
/** What `aggregate { … }` asks; what is not asked is not computed. */
export interface AggregateAsk {
  readonly model: EntityModel;
  readonly count: boolean;
  readonly measures: readonly Measure[];
}

const FUNCTIONS: readonly AggregateFunction[] = ['countDistinct', 'sum', 'avg', 'min', 'max'];

/** The aggregates below these `aggregate` fields, all aliases together; null when there is none. */
export function askedAggregate(model: EntityModel, nodes: readonly FieldNode[], walk: Walk): AggregateAsk | null {
  if (nodes.length === 0) return null;
  const asked = fieldsBelow(nodes, walk);
  const measures = FUNCTIONS.flatMap((fn) =>
    [...fieldsBelow(asked.get(fn) ?? [], walk).keys()].flatMap((name) => {
      const field = model.fields.get(name) ?? model.refs.get(name);
      return field ? [{ fn, field }] : [];
    }),
  );
  return { model, count: asked.has('count'), measures };
}

/** Whether anything has to be read for it. */
export const isEmpty = ({ count, measures }: AggregateAsk): boolean => !count && measures.length === 0;
