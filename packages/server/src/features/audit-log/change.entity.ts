import { changeFields, mayRead, traceVerbs, type Scope } from '@dossier/shared';
import type { Actor } from '../../platform/context/actor';
import { entityType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { relationName } from '../../platform/query/models';
import { fieldRight } from '../../platform/query/rights';
import { trailInRange } from '../access/range';

/** Records whose timeline is for whoever may read them. */
const kinds: readonly (readonly [string, Scope])[] = [
  ['Customer', 'customer:read'],
  ['Collaborator', 'customer:read'],
  ['Contact', 'contact:read'],
  ['BankAccount', 'bankAccount:read'],
  ['Contract', 'contract:read'],
  ['ContractItem', 'contract:read'],
  ['Assessment', 'assessment:read'],
  ['Scorecard', 'scorecard:read'],
];
const readableKinds = (actor: Actor): string[] =>
  kinds.filter(([, scope]) => actor.scopes.has(scope)).map(([entity]) => entity);

/** That a field has changed may be known; from what to what, only by those who may read it. */
function closeFields(row: Record<string, unknown>, actor: Actor): void {
  const changes = row.changes as { field: string }[] | null;
  const model = { name: String(row['@entity']) };
  row.changes =
    changes?.map((change) =>
      mayRead(fieldRight(actor, model, relationName(change.field))) && mayRead(fieldRight(actor, model, change.field))
        ? change
        : { ...change, before: null, after: null },
    ) ?? null;
}

/** One line of the operation log: a change of a record, or a trace of what changed none. Written in the transaction it tells of; never altered. */
export const change: EntityDeclaration = {
  name: 'Change',
  plural: 'changes',
  table: 'audit_event',
  prefix: 'chg',
  base: 'log',
  label: { zh: '变更记录', en: 'Change' },
  description:
    'A line of the operation log: a change of a record field by field, or a sign-in, an export, a refusal. Who, when, from where.',
  fields: changeFields,
  // the timeline of a record is for whoever may read the record; the whole trail is limited by the row rule
  readScope: 'customer:read',
  rows: (actor) =>
    actor.scopes.has('audit:read') ? null : { entity: { in: readableKinds(actor) }, verb: { notIn: traceVerbs } },
  range: trailInRange,
  exportScope: 'audit:read',
  redact: { field: 'changes', by: 'entity', key: 'field', row: closeFields },
  inverses: { customerId: 'changes' },
  indexed: ['actor_id,at', 'at', 'customer_id,at', 'entity,at', 'verb,at'],
  order: [{ at: { direction: 'DESC' } }],
};
export const Change = entityType(change);
