import { mayRead } from '@dossier/shared';
import type { FieldChange } from '../../platform/audit/record';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { newId } from '../../platform/db/id';
import { inTransaction } from '../../platform/db/transaction';
import { relationName } from '../../platform/query/models';
import { fieldRight } from '../../platform/query/rights';
import type { KeptField } from './restore.service';

/** A record that would change. */
export interface Consequence {
  entity: string;
  recordId: string;
  verb: string;
  changes: FieldChange[];
}

/** Carries what was seen out of the transaction that is taken back. */
class TakenBack extends Error {
  constructor(
    readonly records: Consequence[],
    readonly kept: KeptField[],
  ) {
    super('taken back');
  }
}

/** Does the work, looks at what the trail would tell of it, and takes it back: the preview passes every rule that the deed will. */
export async function previewed(
  ctx: RequestContext,
  work: (tx: TxContext) => Promise<KeptField[]>,
): Promise<{ records: Consequence[]; kept: KeptField[] }> {
  try {
    await inTransaction(ctx, async (tx) => {
      const mark = newId();
      const kept = await work(tx);
      throw new TakenBack(await consequences(tx, mark), kept);
    });
  } catch (error) {
    if (error instanceof TakenBack) return { records: error.records, kept: error.kept };
    throw error;
  }
  throw new Error('A preview was written');
}

interface Row {
  entity: string;
  record_id: string;
  verb: string;
  changes: string | null;
}

async function consequences(tx: TxContext, mark: string): Promise<Consequence[]> {
  const rows = await tx.connection.query<Row>(
    'SELECT entity, record_id, verb, changes FROM audit_event WHERE id > ? AND request_id = ? ORDER BY id',
    [mark, tx.requestId],
  );
  return rows.map(({ entity, record_id: recordId, verb, changes }) => ({
    entity,
    recordId,
    verb,
    changes: shownChanges(tx, entity, JSON.parse(changes ?? '[]') as FieldChange[]),
  }));
}

/** Changes without the archive's own bookkeeping, and without the values that the caller may not read. */
function shownChanges(ctx: RequestContext, entity: string, changes: readonly FieldChange[]): FieldChange[] {
  const model = ctx.models.get(entity);
  const open = (name: string) =>
    mayRead(fieldRight(ctx.actor, model, name)) && mayRead(fieldRight(ctx.actor, model, relationName(name)));
  return changes
    .filter(({ field }) => !model.dictionary[field]?.inner)
    .map((change) => (open(change.field) ? change : { ...change, before: null, after: null }));
}
