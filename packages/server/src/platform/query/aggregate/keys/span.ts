import { relativeRange, type RelativeName } from '@dossier/shared';
import type { RequestContext } from '../../../context/context';
import type { Filter } from '../../model';
import type { GroupKey, KeyOptions } from './compile';
import type { Span } from './form';
import { zoneOf } from './zone-of';

/** The local days that a filter leaves to a key of dates or instants: what it asks of the field itself, not inside `or` and `not`. */
export function spanOf(
  ctx: RequestContext,
  { path, field: { field } }: Pick<GroupKey, 'path' | 'field'>,
  filter: Filter | null | undefined,
  { timeZone }: KeyOptions,
): Span {
  const whole: Span = { from: null, to: null };
  if (!filter || (field.kind !== 'date' && field.kind !== 'instant')) return whole;
  const { clock } = ctx;
  const zone = field.kind === 'instant' ? zoneOf(timeZone ?? clock.timeZone).clock : null;
  const from = (at: string): Span => ({ from: zone ? zone.dayOf(at) : at, to: null });
  const to = (at: string): Span => ({ from: null, to: zone ? zone.dayOf(at) : at });
  const spans = [...conditionsAt(filter, path)].flatMap((condition) =>
    Object.entries(condition).flatMap(([operator, operand]): Span[] => {
      if (operand === null || operand === undefined) return [];
      switch (operator) {
        case 'gt':
        case 'gte':
          return [from(operand as string)];
        case 'lte':
          return [to(operand as string)];
        case 'lt':
          return [zone ? to(justBefore(operand as string)) : to(operand as string)];
        case 'eq':
          return [from(operand as string), to(operand as string)];
        case 'between': {
          const range = operand as { from: string; to: string };
          return [from(range.from), to(range.to)];
        }
        case 'relative': {
          const range = relativeRange(operand as RelativeName, clock.today());
          return [
            ...(range.from ? [from(zone ? clock.startOf(range.from) : range.from)] : []),
            ...(range.to ? [to(zone ? justBefore(clock.startOf(range.to, true)) : range.to)] : []),
          ];
        }
        default:
          return [];
      }
    }),
  );
  return spans.reduce((a, b) => ({ from: later(a.from, b.from), to: earlier(a.to, b.to) }), whole);
}

/** Every condition on the field at a path that must hold. */
function* conditionsAt(filter: Filter, path: readonly string[]): Generator<Filter> {
  const [name, ...rest] = path;
  for (const one of (filter.and as Filter[] | undefined) ?? []) yield* conditionsAt(one, path);
  const inner = filter[name!] as Filter | null | undefined;
  if (!inner) return;
  if (rest.length === 0) yield inner;
  else yield* conditionsAt(inner, rest);
}

const justBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();
const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);
const earlier = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a);
