import { auditVerbs, fromCanonical, type AuditVerb, type Fields, type Label } from '@dossier/shared';
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

/** Kinds without a list of records of their own, as they are told in words. */
interface Told {
  label: Label;
  fields: Fields;
  /** Values that the dictionary cannot say, such as an order; null where it can. `beside`: the other fields of the change. */
  useWords?: () => (field: string, value: unknown, beside: readonly ChangeField[]) => string | null;
}
const others = new Map<string, Told>();
export const tellAs = (type: string, label: Label, fields: Fields = {}, useWords?: Told['useWords']): void =>
  void others.set(type, { label, fields, useWords });
const kindOf = (type: string) => (hasEntity(type) ? entityOf(type) : others.get(type));

/** What a kind of record is called; its type where nothing is known of it. */
export const kindLabel = (type: string): Label => kindOf(type)?.label ?? { zh: type, en: type };

/** The trail in words: names of kinds, fields and verbs, values as a person reads them. */
export function useChangeText() {
  const { text, within } = useLabels();
  const { t } = useText();
  const write = useValueText();
  const nameOf = useNames();

  const own = new Map([...others].map(([type, { useWords }]) => [type, useWords?.()]));
  const fieldOf = (entity: string, name: string) => kindOf(entity)?.fields[name] ?? null;
  return {
    fieldOf,
    fieldLabel: (entity: string, name: string): string => text(fieldOf(entity, name)?.label) || name,
    entityLabel: (entity: string): string => text(kindLabel(entity)),
    /** The same after a verb: “changed customer”. */
    thingText: (entity: string): string => (kindOf(entity) ? within(kindLabel(entity)) : entity),
    verbText: (verb: string): string => (verb in auditVerbs ? text(auditVerbs[verb as AuditVerb]) : verb),
    /** The name of a record that a change is about. */
    nameOfRecord: (entity: string, id: string): string => {
      const name = hasEntity(entity) ? nameOf(entity, id) : id;
      return name === id ? '' : name;
    },
    say(entity: string, change: ChangeField, side: 'before' | 'after', beside: readonly ChangeField[] = []): string {
      const field = fieldOf(entity, change.field);
      if (fieldRight(entity, change.field) === 'MASKED') return '***';
      const value = fromCanonical(field, change[side]);
      if (field?.kind === 'ref' && typeof value === 'string') return nameOf(field.target, value);
      return own.get(entity)?.(change.field, value, beside) ?? (write(field, value) || t('value.empty'));
    },
  };
}
