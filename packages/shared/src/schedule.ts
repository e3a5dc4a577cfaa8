/** Data dictionary of schedules 定时任务: a saved query that runs by itself and stores its result as an export. */
import { addDays, daysInMonth } from './date';
import { defineFields, label, type RecordOf } from './dictionary';
import { exportExtent, exportFormat } from './export';
import { fieldError, type FieldError } from './field-error';
import type { Rule } from './input';

export const scheduleRhythm = {
  DAILY: label('每天', 'Daily'),
  WEEKLY: label('每周', 'Weekly'),
  MONTHLY: label('每月', 'Monthly'),
} as const;
/** Monday first, as the week of this house begins. */
export const weekday = {
  MONDAY: label('周一', 'Monday'),
  TUESDAY: label('周二', 'Tuesday'),
  WEDNESDAY: label('周三', 'Wednesday'),
  THURSDAY: label('周四', 'Thursday'),
  FRIDAY: label('周五', 'Friday'),
  SATURDAY: label('周六', 'Saturday'),
  SUNDAY: label('周日', 'Sunday'),
} as const;
export const scheduleState = {
  ACTIVE: label('运行中', 'Active'),
  PAUSED: label('已暂停', 'Paused'),
  STOPPED: label('已停止', 'Stopped'),
} as const;
export type ScheduleRhythm = keyof typeof scheduleRhythm;
export type Weekday = keyof typeof weekday;
export type ScheduleState = keyof typeof scheduleState;

/** Schedules of one person. */
export const mostSchedules = 20;

const system = { access: 'system' } as const;

export const queryScheduleFields = defineFields({
  queryId: {
    kind: 'ref',
    target: 'SavedQuery',
    required: true,
    createOnly: true,
    label: label('查询', 'Query'),
    hint: label('自己的已存查询', 'A saved query of one’s own; each run takes it as it is then.'),
  },
  rhythm: {
    kind: 'enum',
    type: 'ScheduleRhythm',
    values: scheduleRhythm,
    required: true,
    initial: 'DAILY',
    label: label('频率', 'Rhythm'),
  },
  weekday: {
    kind: 'enum',
    type: 'Weekday',
    values: weekday,
    label: label('星期', 'Weekday'),
    hint: label('每周运行时填写', 'For WEEKLY.'),
  },
  monthDay: {
    kind: 'int',
    min: 1,
    max: 31,
    label: label('日期', 'Day of the month'),
    hint: label('当月没有这一天时，在当月最后一天运行', 'For MONTHLY; in a shorter month it runs on the last day.'),
  },
  timeOfDay: {
    kind: 'keyword',
    format: 'plain',
    max: 5,
    required: true,
    initial: '08:00',
    label: label('时间', 'Time of day'),
    hint: label(
      '按系统时区，如 08:00；夏令时跳过的时间顺延，重复的时间只运行一次',
      '`HH:MM` in the archive’s time zone. A time that summer time skips comes as much later, one that it repeats comes once.',
    ),
  },
  format: {
    kind: 'enum',
    type: 'ExportFormat',
    values: exportFormat,
    required: true,
    initial: 'XLSX',
    label: label('格式', 'Format'),
  },
  list: {
    kind: 'keyword',
    format: 'plain',
    max: 60,
    label: label('列表', 'List'),
    hint: label(
      '查询有多个列表时填写要导出的那个，如 contracts（有别名时写别名）',
      'Needed where the query asks for several: the response key of the one that is exported, such as `contracts`.',
    ),
  },
  extent: {
    kind: 'enum',
    type: 'ExportExtent',
    values: exportExtent,
    label: label('行数', 'Rows'),
    hint: label(
      '不填写时导出全部行；查询写了 first 时可以只要这么多，如前十名',
      'Left out, all rows; where the query says `first`, such as for the ten largest, it can be only those.',
    ),
  },
  variables: {
    kind: 'text',
    max: 4000,
    multiline: true,
    label: label('参数', 'Parameters'),
    hint: label(
      '写成 JSON；没有给出的参数用查询中的默认值',
      'As JSON; a parameter that is left out has the default of the query.',
    ),
  },
  state: {
    kind: 'enum',
    type: 'ScheduleState',
    values: scheduleState,
    required: true,
    initial: 'ACTIVE',
    ...system,
    label: label('状态', 'State'),
  },
  stoppedReason: {
    kind: 'text',
    max: 1000,
    ...system,
    label: label('停止原因', 'Why it stopped'),
    hint: label('处理后可以继续', 'Once that is settled it can be resumed.'),
  },
  nextRunAt: {
    kind: 'instant',
    ...system,
    label: label('下次运行', 'Next run'),
    hint: label('暂停或停止时为空', 'Null while it is paused or stopped.'),
  },
  ownerId: {
    kind: 'ref',
    target: 'User',
    ...system,
    label: label('所有者', 'Owner'),
    hint: label('以其当时的权限运行', 'It runs with the rights that this person has at that time.'),
  },
});
export type QueryScheduleRecord = RecordOf<typeof queryScheduleFields>;

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** A rhythm says on which day, and the time is one of a clock. */
export const queryScheduleRules: readonly Rule[] = [
  {
    fields: ['rhythm', 'weekday', 'monthDay', 'timeOfDay'],
    check: ({ rhythm, weekday: on, monthDay, timeOfDay }) => {
      const faults: FieldError[] = [];
      if (rhythm === 'WEEKLY' && !on) faults.push(fieldError('SCHEDULE_WEEKDAY', ['weekday']));
      if (rhythm === 'MONTHLY' && !monthDay) faults.push(fieldError('SCHEDULE_DAY', ['monthDay']));
      if (timeOfDay && !isTime(String(timeOfDay))) faults.push(fieldError('SCHEDULE_TIME', ['timeOfDay']));
      return faults;
    },
  },
];

/** When a schedule runs, without its zone. */
export interface Rhythm {
  rhythm: ScheduleRhythm;
  weekday: Weekday | null;
  monthDay: number | null;
}
const weekdays = Object.keys(weekday) as Weekday[];
const dayOfWeek = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Whether a schedule runs on a calendar date. */
export function runsOn({ rhythm, weekday: on, monthDay }: Rhythm, date: string): boolean {
  if (rhythm === 'DAILY') return true;
  if (rhythm === 'WEEKLY') return weekdays[dayOfWeek(date)] === on;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return day === Math.min(monthDay ?? 1, daysInMonth(year, month));
}

/** The first date on or after `date` on which it runs. */
export function nextRunDay(rhythm: Rhythm, date: string): string {
  let day = date;
  while (!runsOn(rhythm, day)) day = addDays(day, 1);
  return day;
}
