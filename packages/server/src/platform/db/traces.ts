import type { AuditVerb } from '@dossier/shared';
import { recordAudit, type AuditEntry } from '../audit/record';
import type { TxContext } from '../context/context';
import { recordEvents } from '../outbox/record';
import { exposeId, type EntityModel } from '../query/model';
import { touchSearch } from '../search/write';
import { auditText, type Values } from './columns';

/** What a writer may be told beside the values. */
export interface WriteOptions {
  /** Domain verb for the audit trail and the event (`SUBMIT` → `contract.submit`); default CREATE, UPDATE, REMOVE, RESTORE. */
  verb?: AuditVerb;
  /** Why, in the user's words. */
  reason?: string | null;
  /** The customer whose file the records belong to, where their own values do not tell. */
  customerId?: string | null;
}
const eventOf = (model: EntityModel, verb: string): string =>
  `${model.name[0]!.toLowerCase()}${model.name.slice(1)}.${verb.toLowerCase()}`;

/** The customer a record belongs to. */
export const customerOf = (model: EntityModel, id: string, values: Values, options: WriteOptions): string | null =>
  model.name === 'Customer' ? id : ((values.customerId as string | null | undefined) ?? options.customerId ?? null);

/** An id in the trail is the exposed one. */
export function traceText(
  model: EntityModel,
  tx: Pick<TxContext, 'models'>,
  name: string,
  value: unknown,
): string | null {
  const ref = model.refs.get(name);
  const target = ref && 'target' in ref.field ? tx.models.get(ref.field.target) : undefined;
  return target && value ? exposeId(target, String(value)) : auditText(value);
}

/** What every write leaves behind. */
export async function leaveTraces(
  tx: TxContext,
  model: EntityModel,
  verb: string,
  ids: readonly string[],
  entries: readonly AuditEntry[],
  records: readonly Values[],
  created: boolean,
): Promise<void> {
  await recordAudit(tx, entries);
  await recordEvents(tx, eventOf(model, verb), model.name, ids);
  touchSearch(tx, model, records, created);
}
