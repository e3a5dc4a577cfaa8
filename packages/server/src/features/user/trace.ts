import { recordEvent } from '../../platform/audit/event';
import type { TxContext } from '../../platform/context/context';
import type { TraceVerb } from '@dossier/shared';
import { exposeId } from '../../platform/query/model';

/** Leaves the trace of something done about a person's way of signing in. `reason` names what; secrets never. */
export const traceUser = (
  tx: TxContext,
  kind: TraceVerb,
  userId: string,
  { operation, reason, actorId }: { operation: string; reason?: string; actorId?: string },
): Promise<void> =>
  recordEvent(tx, {
    kind,
    entity: 'User',
    recordId: exposeId(tx.models.get('User'), userId),
    operation,
    reason,
    actorId,
  });
