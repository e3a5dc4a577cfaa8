import { isPublishedName, type QueryParameter } from '@dossier/shared';
import { assertScopes } from '../../platform/auth';
import type { RequestContext } from '../../platform/context/context';
import { badRequest, HttpError, type NamedDocument } from '../../platform/http';

/** `name`, or `name@3` for one published version of it. */
const form = /^([a-z0-9-]+)(?:@(\d{1,9}))?$/;

/**
 * The document published under a name, for anybody who may use saved queries: what it then reads goes by the rights of the caller. Defaults
 * of its parameters stand where no variable is given.
 */
export async function publishedQuery(ctx: RequestContext, documentId: unknown): Promise<NamedDocument> {
  assertScopes(ctx, ['query:read']);
  if (typeof documentId !== 'string') throw badRequest('documentId');
  const [, name = '', pinned] = form.exec(documentId) ?? [];
  if (!isPublishedName(name)) throw new HttpError(404, 'PUBLISHED_QUERY_NOT_FOUND');
  const which = pinned ? 'r.number = ? AND r.published_at IS NOT NULL' : 'r.number = q.published_revision';
  const [row] = await ctx.connection.query<{ content: string }>(
    `SELECT r.content FROM saved_query q JOIN saved_revision r ON r.query_id = q.id WHERE q.live_published_name = ? AND ${which}`,
    pinned ? [name, Number(pinned)] : [name],
  );
  if (!row) throw new HttpError(404, 'PUBLISHED_QUERY_NOT_FOUND', { name: pinned ? `${name}@${pinned}` : name });
  const { document, parameters } = JSON.parse(row.content) as {
    document: string;
    parameters: QueryParameter[] | null;
  };
  return { query: document, defaults: defaultsOf(parameters) };
}

/** What a query’s parameters are where nothing else is given. */
export const defaultsOf = (parameters: readonly QueryParameter[] | null): Record<string, unknown> =>
  Object.fromEntries(
    (parameters ?? []).flatMap((one) =>
      one.defaultValue ? [[one.name, JSON.parse(one.defaultValue) as unknown] as const] : [],
    ),
  );
