import { auditVerbs, fromCanonical, type AuditVerb } from '@dossier/shared';
import { entityOf, hasEntity } from '../../graph/entity';
import { fieldRight } from '../../graph/field-rights';
import { useLabels, useText } from '../../locales';
import { useNames } from '../lookup';
import { useValueText } from '../value/valueText';

export interface ChangeField {
  field: string;
  before: unknown;
  after: unknown;
}

/** The trail in words: names of kinds, fields and verbs, values as a person reads them. */
export function useChangeText() {
  const { text, within } = useLabels();
  const { t } = useText();
  const write = useValueText();
  const nameOf = useNames();

  const fieldOf = (entity: string, name: string) =>
    hasEntity(entity) ? (entityOf(entity).fields[name] ?? null) : null;
  return {
    fieldOf,
    fieldLabel: (entity: string, name: string): string => text(fieldOf(entity, name)?.label) || name,
    entityLabel: (entity: string): string => (hasEntity(entity) ? text(entityOf(entity).label) : entity),
    /** The same after a verb: “changed customer”. */
    thingText: (entity: string): string => (hasEntity(entity) ? within(entityOf(entity).label) : entity),
    verbText: (verb: string): string => (verb in auditVerbs ? text(auditVerbs[verb as AuditVerb]) : verb),
    /** The name of a record that a change is about. */
    nameOfRecord: (entity: string, id: string): string => {
      const name = hasEntity(entity) ? nameOf(entity, id) : id;
      return name === id ? '' : name;
    },
    say(entity: string, change: ChangeField, side: 'before' | 'after'): string {
      const field = fieldOf(entity, change.field);
      if (fieldRight(entity, change.field) === 'MASKED') return '***';
      const value = fromCanonical(field, change[side]);
      if (field?.kind === 'ref' && typeof value === 'string') return nameOf(field.target, value);
      return write(field, value) || t('value.empty');
    },
  };
}
