import { decimalText, label } from '@dossier/shared';
import type { RequestContext } from '../../context/context';
import { RequestError } from '../../graphql/errors';
import type { EntityModel, FieldModel, Filter } from '../model';
import { assertFieldReadable } from '../rights';
import { and, sql, type Sql } from '../sql';
import type { Base } from './base';
import { currencyOf } from '../values';
import { placesOf, rightName, type AggregateFunction } from './fits';

/** What conditions on aggregates need of the compiler of filters. */
export interface Judge {
  /** Operators on a subject; operands are brought into the form in which it is compared. */
  compare(value: Filter, name: string, subject: Sql, convert: (operand: unknown) => unknown): Sql;
  /** The same with those of dates and instants, by the rules of the field. */
  timed(field: FieldModel, model: EntityModel, subject: Sql, value: Filter): Sql;
  countNodes(more: number): void;
}

/** Integer digits as a number that both engines compare exactly: bare texts would be compared as texts, or as floats. */
const exact = (digits: string): Sql => sql`CAST(${digits} AS DECIMAL(38, 0))`;

/** Conditions on the aggregates of a group; `refer` gives the SQL of what they are made of. */
export function aggregateConditions(
  ctx: Pick<RequestContext, 'actor'>,
  judge: Judge,
  model: EntityModel,
  value: Filter,
  refer: (base: Base) => Sql,
): Sql {
  const parts = Object.entries(value).map(([fn, operand]): Sql => {
    judge.countNodes(1);
    if (operand === null || operand === undefined) throw nothing(fn);
    if (fn === 'count') return judge.compare(operand as Filter, fn, refer({ kind: 'rows' }), (x) => x);
    const fields = Object.entries(operand as Filter).map(([name, comparison]): Sql => {
      judge.countNodes(1);
      if (comparison === null || comparison === undefined) throw nothing(`${fn}.${name}`);
      const field = (model.fields.get(name) ?? model.refs.get(name))!;
      assertFieldReadable(ctx, model, rightName(field));
      return onField(judge, model, fn as AggregateFunction, field, comparison as Filter, refer);
    });
    return and(fields);
  });
  return and(parts);
}

function onField(
  judge: Judge,
  model: EntityModel,
  fn: AggregateFunction,
  field: FieldModel,
  value: Filter,
  refer: (base: Base) => Sql,
): Sql {
  const name = `${fn}.${field.name}`;
  if (fn === 'countDistinct') return judge.compare(value, name, refer({ kind: 'distinct', field }), (x) => x);
  const { kind } = field.field;
  if (kind === 'date' || kind === 'instant')
    return judge.timed(field, model, refer({ kind: fn as 'min' | 'max', field }), value);
  const { currency, ...comparison } = value as { currency?: string | null };
  if (currency === null) throw nothing(`${name}.currency`);
  const of = kind === 'money' ? { field, currency: currencyOf(currency, name) } : { field };
  const places = placesOf(field);
  // a currency alone: there is any amount of it
  const wanted = kind === 'money' && Object.keys(comparison).length === 0 ? { isNull: false } : comparison;
  if (fn !== 'avg')
    return judge.compare(wanted, name, refer({ kind: fn, ...of }), (x) => exact(digits(x, places, name)));
  // an average is compared by its sum, so that nothing is rounded: sum ≥ average × number of values
  const values = refer({ kind: 'values', ...of });
  return judge.compare(
    wanted,
    name,
    sql`${refer({ kind: 'sum', ...of })} * 10000`,
    (x) => sql`${exact(digits(x, places + 4, name))} * ${values}`,
  );
}

function digits(operand: unknown, places: number, name: string): string {
  const text = decimalText(String(operand), places);
  if (text === null)
    throw new RequestError('FILTER_INVALID', {
      detail: label(`${name} 最多 ${places} 位小数`, `${name} has at most ${places} decimal places`),
    });
  return text.replace('.', '');
}

const nothing = (name: string): RequestError =>
  new RequestError('FILTER_INVALID', {
    detail: label(`${name} 的值为空；没有条件请不要写`, `${name} is null; leave it out where there is no condition`),
  });
