import { fold, type AuditVerb } from '@dossier/shared';
import type { TxContext } from '../context/context';
import { newId } from '../db/id';
import { exposeId, type EntityModel } from '../query/model';
import { insertRows } from '../db/insert';

export interface FieldChange {
  field: string;
  /** Canonical texts, see `auditText`. */
  before: string | null;
  after: string | null;
}
export interface AuditEntry {
  model: EntityModel;
  recordId: string;
  /** The customer whose file it belongs to. */
  customerId: string | null;
  verb: AuditVerb;
  version: number | null;
  changes: readonly FieldChange[];
  reason?: string | null;
}

/** Writes one trace per changed record, in the writer's transaction. Called by the writers only. */
export async function recordAudit(tx: TxContext, entries: readonly AuditEntry[]): Promise<void> {
  const at = tx.clock.now().toISOString();
  await insertRows(
    tx.connection,
    'audit_event',
    entries.map((entry): Record<string, unknown> => ({
      id: newId(),
      at,
      actor_id: tx.actor?.userId ?? null,
      via: tx.actor?.via ?? 'system',
      ip: tx.ip,
      request_id: tx.requestId,
      operation_id: tx.operationId ?? null,
      verb: entry.verb,
      entity: entry.model.name,
      record_id: entry.recordId ? exposeId(entry.model, entry.recordId) : '',
      customer_id: entry.customerId,
      version: entry.version,
      changes: entry.changes.length ? JSON.stringify(entry.changes) : null,
      reason: entry.reason ?? null,
      reason_folded: entry.reason ? fold(entry.reason) : null,
      source: tx.source?.slice(0, 200) ?? null,
    })),
  );
}
