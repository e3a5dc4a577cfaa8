import {
  queryScheduleFields,
  type ExportExtent,
  type ExportFormat,
  type Locale,
  type ScheduleRhythm,
  type Weekday,
} from '@dossier/shared';
import { lacking } from '../../ui/form/lacking';
import type { Schedule } from './useSchedules';

/** A schedule as it is filled in; a new one runs each morning. */
export const formOf = (old: Schedule | null, queryId: string) => ({
  queryId: old?.query?.id ?? queryId,
  rhythm: (old?.rhythm ?? 'DAILY') as ScheduleRhythm,
  weekday: (old?.weekday ?? 'MONDAY') as Weekday,
  monthDay: old?.monthDay ?? 1,
  timeOfDay: old?.timeOfDay ?? '08:00',
  format: (old?.format ?? 'XLSX') as ExportFormat,
  variables: old?.variables ?? '{}',
  list: old?.list ?? '',
  /** Null until it is chosen: groups in an order of their own are wanted as many as the query says. */
  extent: (old ? (old.extent ?? 'ALL') : null) as ExportExtent | null,
});
type Form = ReturnType<typeof formOf>;

/** What is still missing, by field. Which list is asked only where the query has several. */
export function lackingIn(
  { queryId, timeOfDay, list }: Pick<Form, 'queryId' | 'timeOfDay' | 'list'>,
  lists: number,
  locale: Locale,
): Record<string, string> {
  return lacking(queryScheduleFields, { queryId, timeOfDay, list: lists < 2 || list }, locale);
}

/** As the graph takes it. */
export const givenBy = (form: Form, { list, extent }: { list: string; extent: ExportExtent }) => ({
  rhythm: form.rhythm,
  weekday: form.rhythm === 'WEEKLY' ? form.weekday : null,
  monthDay: form.rhythm === 'MONTHLY' ? form.monthDay : null,
  timeOfDay: form.timeOfDay,
  format: form.format,
  list: list || null,
  extent,
  variables: form.variables.trim() === '{}' ? null : form.variables,
});
