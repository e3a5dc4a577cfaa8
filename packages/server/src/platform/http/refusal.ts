import { recordLimited } from '../audit/event';
import type { RequestContext } from '../context/context';
import type { Log } from '../log';

/** Leaves the trace of what was not let through. The caller gets the refusal either way; that the trace failed is for the log. */
export async function recordRefusal(
  ctx: RequestContext,
  log: Log,
  operation: string,
  { id }: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const recordId = typeof id === 'string' && /^[a-z]{2,5}_[0-9a-z]{26}$/.test(id) ? id : null;
  const entity = recordId ? ctx.models.ofId(recordId)?.name : undefined;
  await recordLimited(ctx, { kind: 'REFUSED', outcome: 'REFUSED', operation, entity, recordId }).catch((err: unknown) =>
    log.error({ requestId: ctx.requestId, err }, 'a refusal left no trace'),
  );
}
