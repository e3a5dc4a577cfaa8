import { Kind, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../context/context';
import { Budget } from '../query/budget';
import { isIdle, nothingRuns } from './cost-only';

/** Refusals of a whole document: it asks for more than one may ask for. Others concern one field, and the rest is answered. */
const tooMuch: ReadonlySet<unknown> = new Set([
  'QUERY_TOO_COSTLY',
  'FILTER_TOO_COMPLEX',
  'FILTER_LIST_TOO_LONG',
  'PAGE_SIZE',
  'OFFSET_TOO_LARGE',
]);

/** The same caller before a database that does nothing: a document is planned, and there it ends. */
export function idleContext(ctx: RequestContext): RequestContext {
  const db = nothingRuns(ctx.db);
  // what is not read is not paid for
  return { ...ctx, db, connection: db.read, budget: new Budget(Number.MAX_SAFE_INTEGER) };
}

/**
 * Whether the fields of a document must be judged together before any of them runs. One field judges itself before it reads; of several,
 * the first would have run when the last is refused.
 */
const needed = ({ operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation === 'query' && (selectionSet.selections.length > 1 || selectionSet.selections[0]!.kind !== Kind.FIELD);

/** Plans a document whose fields only together ask for too much; its refusal, or null when it may run. */
export async function rehearse(
  operation: OperationDefinitionNode,
  ctx: RequestContext,
  run: (ctx: RequestContext) => Promise<ExecutionResult>,
): Promise<ExecutionResult | null> {
  if (!needed(operation) || isIdle(ctx.db)) return null;
  const { errors } = await run(idleContext(ctx));
  const refusals = errors?.filter(({ extensions }) => tooMuch.has(extensions['code']));
  return refusals?.length ? { data: null, errors: refusals } : null;
}
