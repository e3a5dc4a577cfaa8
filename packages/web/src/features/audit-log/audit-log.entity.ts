import { auditVerbs, changeFields, label, type Label } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** “新建了” before the name of a thing, “新建” as a name of its own. */
const alone = ({ zh, en }: Label): Label => ({
  zh: zh.replace(/[了：]$/, ''),
  en: en.charAt(0).toUpperCase() + en.slice(1).replace(/:?\s*$/, ''),
});

/** Everything that can be done, as names. */
export const verbNames: Readonly<Record<string, Label>> = Object.fromEntries(
  Object.entries(auditVerbs).map(([verb, words]) => [verb, alone(words)]),
);

/** A line of the operation log as the security officer's list asks for it. */
export const changeEntity: Entity = {
  name: 'change',
  plural: 'changes',
  type: 'Change',
  label: label('操作日志', 'Operation log'),
  fields: {
    ...changeFields,
    verb: { kind: 'enum', type: 'AuditVerb', values: verbNames, access: 'system', label: changeFields.verb.label },
  },
  title: 'verb',
  relations: {
    actor: { to: 'User', many: false, label: changeFields.actorId.label },
    customer: { to: 'Customer', many: false, label: changeFields.customerId.label },
  },
  log: true,
  exportScope: 'audit:read',
  searchable: false,
};
