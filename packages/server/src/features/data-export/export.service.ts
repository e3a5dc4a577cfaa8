import { exportLimits, exportStatus, type ExportExtent, type ExportFormat } from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import { recordEvent } from '../../platform/audit/event';
import { assertScopes } from '../../platform/auth';
import { actorOf, type RequestContext, type TxContext } from '../../platform/context/context';
import { readJsonText } from '../../platform/graphql/json-text';
import { fault } from '../../platform/graphql/user-fault';
import type { NamedDocument } from '../../platform/http';
import { documentSource } from './document-source';
import type { ExportOrigin, Question } from './export-request';
import { scopesOf, type ExportSource } from './export-source';
import { cancelJob, expireJob, insertJob, loadJob, openJobs, type StoredJob } from './export.store';
import { listSource } from './list-source';

/** What is asked of `startExport`, as it came; the JSON parts are texts. */
export interface ExportInput {
  format: ExportFormat;
  title?: string | null;
  list?: string | null;
  columns?: readonly string[] | null;
  filter?: string | null;
  orderBy?: string | null;
  search?: string | null;
  document?: string | null;
  variables?: string | null;
  root?: string | null;
  extent?: ExportExtent | null;
}

/** Where the rows of a question come from. */
export function sourceOf(ctx: RequestContext, schema: GraphQLSchema, question: Question): ExportSource {
  if ('document' in question) return documentSource(ctx, schema, question);
  const source = listSource(ctx, schema, question);
  if (!source)
    throw fault('EXPORT_UNKNOWN_LIST', ['list'], { value: question.list.slice(0, 60), lists: listsOf(ctx, schema) });
  return source;
}

/** The lists that this reader may take out, as the graph names them. */
function listsOf({ models, actor }: RequestContext, schema: GraphQLSchema): string {
  const roots = schema.getQueryType()!.getFields();
  const open = models
    .all()
    .filter((model) => roots[model.plural] && scopesOf(model).every((scope) => actor?.scopes.has(scope)));
  return open.map(({ plural }) => plural).join(', ');
}

function json(text: string | null | undefined, field: string): unknown {
  if (!text) return null;
  return readJsonText(text, [field]);
}

/** What is asked, in the one form that is kept. */
export function questionOf(input: ExportInput, named: NamedDocument | null): Question {
  if ([input.list, input.document, named].filter(Boolean).length !== 1) throw fault('EXPORT_ASK_ONE');
  const { list, columns, search, root } = input;
  if (list)
    return {
      list,
      columns: columns ?? [],
      filter: json(input.filter, 'filter'),
      orderBy: json(input.orderBy, 'orderBy'),
      search: search?.trim() || null,
    };
  const given = (json(input.variables, 'variables') ?? {}) as Record<string, unknown>;
  if (typeof given !== 'object' || Array.isArray(given)) throw fault('INVALID_JSON', ['variables']);
  return {
    document: named?.query ?? input.document!,
    variables: { ...named?.defaults, ...given },
    root: root ?? null,
    extent: input.extent ?? 'ALL',
  };
}

/** Queues an export, judged as one that can run today. What a schedule asks for by itself waits however many others do. Returns its raw id. */
export async function startExport(
  tx: TxContext,
  schema: GraphQLSchema,
  question: Question,
  { format, title, origin }: Pick<ExportInput, 'format' | 'title'> & { origin?: ExportOrigin },
): Promise<string> {
  const actor = actorOf(tx);
  const source = sourceOf(tx, schema, question);
  assertScopes(tx, source.needs);
  await source.check(tx);
  if (!origin?.dueAt && (await openJobs(tx.connection, actor.userId)) >= exportLimits.open)
    throw fault('EXPORT_TOO_MANY', [], { max: exportLimits.open });
  const { model, kind, paths, reads } = source;
  const plan = {
    kind,
    entity: model.name,
    title: tidy(title) || model.label[tx.locale],
    format,
    columnCount: paths.length,
    // what was read with a right is not fetched without it
    needs: [...new Set([...source.needs, ...reads.filter((scope) => actor.scopes.has(scope))])],
    origin,
  };
  const scopes = actor.via === 'token' ? [...actor.scopes] : null;
  const id = await insertJob(tx, plan, { question, scopes });
  await recordEvent({ ...tx, operationId: id }, exportTrace(source, origin ? 'runQuerySchedule' : 'startExport'));
  return id;
}

/** What was taken out: which columns of which rows. */
export const exportTrace = ({ model, paths, told }: ExportSource, operation: string) =>
  ({ kind: 'EXPORT', entity: model.name, operation, reason: paths.join(', '), fields: told }) as const;

const tidy = (title: string | null | undefined): string =>
  [...(title ?? '').replace(/\p{Cf}|\p{Cc}/gu, ' ').trim()].slice(0, 200).join('');

/** A job of the caller's own; anybody else's does not exist for them. */
export async function ownJob(ctx: RequestContext, id: string): Promise<StoredJob> {
  const job = await loadJob(ctx, ctx.connection, id);
  const actor = actorOf(ctx);
  if (!job || job.created_by_id !== actor.userId || actor.viewedBy) throw fault('NOT_FOUND');
  return job;
}

/** Stops an export; nothing of it is left. Returns its id. */
export async function cancelExport(tx: TxContext, id: string): Promise<string> {
  const job = await ownJob(tx, id);
  if (await cancelJob(tx, id)) return id;
  throw fault('ILLEGAL_TRANSITION', [], {
    from: exportStatus[job.status],
    action: { zh: '取消', en: 'cancel' },
    allowed: { zh: '无', en: 'nothing' },
  });
}

/** Gives the file of an export up before its time. Returns its id. */
export async function removeExport(tx: TxContext, id: string): Promise<string> {
  await ownJob(tx, id);
  if (!(await expireJob(tx, id))) throw fault('EXPORT_GONE');
  return id;
}

/** Puts the question of an earlier export once more, by the rights of today. Returns the id of the new one. */
export async function repeatExport(tx: TxContext, schema: GraphQLSchema, id: string): Promise<string> {
  const { request, format, title } = await ownJob(tx, id);
  if (!request) throw fault('EXPORT_KEY_CHANGED');
  return startExport(tx, schema, request.question, { format, title });
}
