import type { IncomingMessage } from 'node:http';
import type { RequestContext } from '../context/context';
import { badRequest, HttpError } from './http-error';

/** A document that was published under a name. */
export interface NamedDocument {
  query: string;
  /** Variables that are given where the caller gives none. */
  defaults: Readonly<Record<string, unknown>>;
}
export type FindDocument = (ctx: RequestContext, documentId: unknown) => Promise<NamedDocument>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parameters of a GET, as a POST would have them. */
function fromSearch(search: URLSearchParams): Record<string, unknown> {
  const variables = search.get('variables');
  if (variables === null) return { documentId: search.get('documentId') };
  try {
    return { documentId: search.get('documentId'), variables: JSON.parse(variables) as unknown };
  } catch {
    throw badRequest('variables: JSON');
  }
}

/**
 * A request that names its document (`documentId`, as the draft of GraphQL over HTTP has it) as one that carries it. Null: it carries its
 * own, which a token that is locked to published documents may not.
 */
export async function namedBody(
  find: FindDocument,
  { req, ctx, url }: { req: Pick<IncomingMessage, 'method'>; ctx: RequestContext; url: URL },
  body: unknown,
): Promise<Record<string, unknown> | null> {
  const given =
    req.method === 'GET' ? (url.searchParams.has('documentId') ? fromSearch(url.searchParams) : null) : body;
  if (!isRecord(given) || given.documentId === undefined || given.documentId === null) {
    if (ctx.actor?.persistedOnly) throw new HttpError(403, 'PERSISTED_ONLY');
    return null;
  }
  if (given.query !== undefined || given.operationName || given.extensions)
    throw badRequest('documentId stands alone: no query, operationName or extensions beside it');
  const { query, defaults } = await find(ctx, given.documentId);
  const { variables } = given;
  const whole = variables === undefined || variables === null || isRecord(variables);
  return { query, variables: whole ? { ...defaults, ...variables } : variables };
}
