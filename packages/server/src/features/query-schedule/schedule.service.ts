import {
  mostSchedules,
  queryScheduleFields,
  queryScheduleRules,
  scheduleState,
  type ExportExtent,
  type ExportFormat,
  type QueryParameter,
  type ScheduleState,
} from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import { assertScopes } from '../../platform/auth';
import { actorOf, type TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { expectVersion, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { removeMany } from '../../platform/db/bin';
import { loadValues } from '../../platform/db/stored';
import { createMany, updateMany } from '../../platform/db/write';
import { readJsonText } from '../../platform/graphql/json-text';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { documentLists, sourceOf, startExport, type DocumentQuestion } from '../data-export';
import { defaultsOf } from '../saved-query/published-query';
import { variableFaults } from '../saved-query/query-document';
import { nextAfter, type Times } from './schedule-time';

const model = (tx: TxContext) => tx.models.get('QuerySchedule');

function given(variables: unknown): Record<string, unknown> {
  if (!variables) return {};
  const parsed = readJsonText(String(variables), ['variables']);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  throw fault('INVALID_JSON', ['variables']);
}

/** The query of a schedule, while it is its owner's. */
export async function queryOf(tx: TxContext, { queryId, ownerId }: Values): Promise<Values> {
  const query = (await loadValues(tx, tx.models.get('SavedQuery'), [queryId as string])).get(queryId as string);
  if (query?.ownerId !== ownerId) throw fault('SCHEDULE_QUERY_GONE', ['queryId']);
  return query!;
}

/** What a schedule asks, of a query as it is now. */
export function questionOf(
  tx: TxContext,
  schema: GraphQLSchema,
  query: Values,
  { variables, list, extent }: Values,
): DocumentQuestion {
  const all = { ...defaultsOf(query.parameters as QueryParameter[] | null), ...given(variables) };
  const document = String(query.document);
  const faults = variableFaults(schema, tx.models, document, all, ['variables']);
  if (faults.length > 0) throw new UserFault(faults);
  const root = (list as string | null | undefined) ?? null;
  if (root !== null) assertList(tx, schema, { document, variables: all }, root);
  return { document, variables: all, root, extent: (extent as ExportExtent | null | undefined) ?? 'ALL' };
}

type Question = Pick<DocumentQuestion, 'document' | 'variables'>;
const named = (lists: readonly string[]): string => lists.join('、');

/** The query may have changed since its list was chosen. */
function assertList(tx: TxContext, schema: GraphQLSchema, question: Question, list: string): void {
  const lists = documentLists(schema, tx.models, question);
  if (lists.length > 0 && !lists.includes(list))
    throw fault('SCHEDULE_LIST_GONE', ['list'], { value: list, lists: named(lists) });
}

/** Whoever schedules says which of several lists is meant; a query that gains one later goes on with its first. */
function assertChosen(tx: TxContext, schema: GraphQLSchema, question: DocumentQuestion): void {
  if (question.root !== null) return;
  const lists = documentLists(schema, tx.models, question);
  if (lists.length > 1) throw fault('SCHEDULE_LIST_MANY', ['list'], { lists: named(lists) });
}

/** Judged as one that can run today, by the rights of the caller. */
async function assertRuns(tx: TxContext, schema: GraphQLSchema, values: Values): Promise<DocumentQuestion> {
  const question = questionOf(tx, schema, await queryOf(tx, values), values);
  assertScopes(tx, sourceOf(tx, schema, question).needs);
  return question;
}

const nextOf = (tx: TxContext, values: Values): string =>
  nextAfter(tx.clock.timeZone, values as unknown as Times, tx.clock.now()).toISOString();

/** Schedules a saved query of the caller's. Returns the raw id. */
export async function createSchedule(tx: TxContext, schema: GraphQLSchema, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), queryScheduleFields, input, {
    mode: 'create',
    rules: queryScheduleRules,
  });
  const ownerId = actorOf(tx).userId;
  const query = await liveRecord(tx, tx.models.get('SavedQuery'), values.queryId as string);
  if (query.ownerId !== ownerId) throw fault('SCHEDULE_NOT_OWNER', ['queryId']);
  const [row] = await tx.connection.query<{ n: number }>(
    'SELECT COUNT(*) AS n FROM query_schedule WHERE owner_id = ? AND deleted_at IS NULL',
    [ownerId],
  );
  if (Number(row!.n) >= mostSchedules) throw fault('SCHEDULE_TOO_MANY', [], { max: mostSchedules });
  const record = { ...values, ownerId };
  assertChosen(tx, schema, await assertRuns(tx, schema, record));
  const [id] = await createMany(tx, model(tx), [{ ...record, nextRunAt: nextOf(tx, record) }]);
  return id!;
}

interface Asked {
  id: string;
  expectedVersion: number;
}

/** Changes when and how a schedule runs. */
export async function updateSchedule(
  tx: TxContext,
  schema: GraphQLSchema,
  { id, expectedVersion, patch }: Asked & { patch: unknown },
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), queryScheduleFields, patch, {
    mode: 'update',
    rules: queryScheduleRules,
    current,
  });
  const after = { ...current, ...values };
  if ('variables' in values || 'list' in values) assertChosen(tx, schema, await assertRuns(tx, schema, after));
  const moved = ['rhythm', 'weekday', 'monthDay', 'timeOfDay'].some((name) => name in values);
  const nextRunAt = moved && current.state === 'ACTIVE' ? { nextRunAt: nextOf(tx, after) } : {};
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: { ...values, ...nextRunAt } }]);
  return id;
}

const deeds = { pause: { zh: '暂停', en: 'pause' }, resume: { zh: '继续', en: 'resume' } } as const;

function assertState(values: Values, deed: keyof typeof deeds, allowed: readonly ScheduleState[]): void {
  if (allowed.includes(values.state as ScheduleState)) return;
  const other = deeds[deed === 'pause' ? 'resume' : 'pause'];
  const from = scheduleState[values.state as ScheduleState];
  throw fault('ILLEGAL_TRANSITION', [], { from, action: deeds[deed], allowed: other });
}

/** It runs no more until it is resumed. */
export async function pauseSchedule(tx: TxContext, { id, expectedVersion }: Asked): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  assertState(current, 'pause', ['ACTIVE']);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: { state: 'PAUSED', nextRunAt: null } }]);
  return id;
}

/** It runs again from the next time on; what passed meanwhile is not made up for. */
export async function resumeSchedule(
  tx: TxContext,
  schema: GraphQLSchema,
  { id, expectedVersion }: Asked,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  assertState(current, 'resume', ['PAUSED', 'STOPPED']);
  await assertRuns(tx, schema, current);
  const patch = { state: 'ACTIVE', stoppedReason: null, nextRunAt: nextOf(tx, current) };
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch }]);
  return id;
}

/** Runs it at once, beside its times. */
export async function runSchedule(tx: TxContext, schema: GraphQLSchema, id: string): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  await exportOf(tx, schema, current);
  return id;
}

/** Queues the export of one run. With `dueAt` the schedule asks by itself. */
export async function exportOf(
  tx: TxContext,
  schema: GraphQLSchema,
  schedule: Values,
  due?: { dueAt: string; missedRuns: number },
): Promise<void> {
  assertScopes(tx, ['query:read']);
  const query = await queryOf(tx, schedule);
  await startExport(tx, schema, questionOf(tx, schema, query, schedule), {
    format: schedule.format as ExportFormat,
    title: String(query.name),
    origin: { scheduleId: schedule.id as string, ...due },
  });
}

/** Removes a schedule; the files it made stay until they expire. */
export async function removeSchedule(
  tx: TxContext,
  { id, expectedVersion, reason }: Asked & { reason: string | null },
): Promise<string> {
  expectVersion(await liveRecord(tx, model(tx), id), expectedVersion);
  await removeMany(tx, model(tx), [id], { reason });
  return id;
}
