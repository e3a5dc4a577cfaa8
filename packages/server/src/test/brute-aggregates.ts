import { Exact } from '@dossier/shared';
import type { EntityModel, FieldModel, Filter } from '../platform/query/model';
import { compareAll } from './brute-compare';
import { isMoney, type Known } from './random-archive';

/** The promises of aggregates, reckoned record by record in decimals. */

/** What the brute force knows of one record. */
interface Judge {
  value(model: EntityModel, field: FieldModel, row: Known): unknown;
  field(field: FieldModel, value: unknown, filter: Filter, model: EntityModel): boolean;
}

const placesOf = ({ field }: FieldModel): number =>
  field.kind === 'money' ? 2 : field.kind === 'decimal' ? field.places : 0;
const isTime = ({ field }: FieldModel): boolean => field.kind === 'date' || field.kind === 'instant';

/** Values that are there; a reference by its id. */
function valuesOf(brute: Judge, model: EntityModel, rows: readonly Known[], field: FieldModel): unknown[] {
  const read = (row: Known) => (field.field.kind === 'ref' ? row[field.name] : brute.value(model, field, row));
  return rows.map(read).filter((value) => value !== null && value !== undefined);
}

/** What `aggregate { fn { field } }` answers. */
export function aggregateOf(
  brute: Judge,
  model: EntityModel,
  rows: readonly Known[],
  fn: string,
  field: FieldModel,
): unknown {
  const values = valuesOf(brute, model, rows, field);
  if (fn === 'countDistinct') return new Set(values.map(String)).size;
  if (field.field.kind !== 'money') return figure(fn, values, field);
  const money = values.filter(isMoney);
  return [...new Set(money.map(({ currency }) => currency))].sort().map((currency) => ({
    amount: figure(
      fn,
      money.filter((one) => one.currency === currency).map(({ amount }) => amount),
      field,
    ),
    currency,
  }));
}

function figure(fn: string, values: unknown[], field: FieldModel): unknown {
  if (values.length === 0) return null;
  if (isTime(field)) {
    const sorted = (values as string[]).sort();
    return fn === 'min' ? sorted[0] : sorted.at(-1);
  }
  const decimals = values.map((value) => new Exact(value as string));
  const places = placesOf(field);
  const sum = decimals.reduce((a, b) => a.plus(b), new Exact(0));
  if (fn === 'sum') return sum.toFixed(places);
  if (fn === 'avg') return sum.div(decimals.length).toFixed(field.field.kind === 'money' ? 2 : places + 2);
  const one = fn === 'min' ? Exact.min(...decimals) : Exact.max(...decimals);
  return field.field.kind === 'int' ? one.toNumber() : one.toFixed(places);
}

/** Conditions on aggregates of these records. */
export function aggregatesHold(brute: Judge, model: EntityModel, rows: readonly Known[], conditions: Filter): boolean {
  return Object.entries(conditions).every(([fn, operand]) => {
    if (fn === 'count') return compareAll(rows.length, operand as Filter, (x) => x as number);
    return Object.entries(operand as Filter).every(([name, condition]) =>
      holds(brute, model, rows, fn, (model.fields.get(name) ?? model.refs.get(name))!, condition as Filter),
    );
  });
}

function holds(
  brute: Judge,
  model: EntityModel,
  rows: readonly Known[],
  fn: string,
  field: FieldModel,
  { currency, ...condition }: Filter,
): boolean {
  if (fn === 'countDistinct')
    return compareAll(aggregateOf(brute, model, rows, fn, field), condition, (x) => x as number);
  if (isTime(field)) return brute.field(field, aggregateOf(brute, model, rows, fn, field), condition, model);
  const wanted = currency === undefined && field.field.kind !== 'money' ? null : (currency ?? 'CNY');
  const values = valuesOf(brute, model, rows, field).flatMap((value) =>
    isMoney(value) ? (value.currency === wanted ? [value.amount] : []) : [String(value)],
  );
  // everything in whole hundred-thousandths of the last place, so that averages compare as they are
  const scaled = (text: unknown, times: number) =>
    BigInt(new Exact(String(text)).times(new Exact(10).pow(12)).times(times).toFixed(0));
  const times = fn === 'avg' ? values.length : 1;
  const value = values.length === 0 ? null : scaled(figure(fn === 'avg' ? 'sum' : fn, values, field), 1);
  return compareAll(value, condition, (x) => scaled(x, times));
}
