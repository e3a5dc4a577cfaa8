import type { FieldRight, Fields, Label } from '@dossier/shared';
import { fieldRight } from './field-rights';
import { formFields } from './form';

/** What the reader's field rights do to a form. */
export interface FormRights {
  /** Not in the form: hidden fields, and in a new record all that he could not fill in. */
  absent: ReadonlySet<string>;
  /** Shown, and not to be changed. */
  closed: ReadonlyMap<string, FieldRight>;
  /** A new record needs these, and he may not fill them in. */
  lacking: readonly Label[];
}
interface Form {
  /** Type in the graph; without it nothing is kept back. */
  type?: string;
  fields: Fields;
  mode: 'create' | 'update';
  hide?: readonly string[];
}

/** What is absent, closed and lacking among the fields of a form. */
export function formRights({ type, fields, mode, hide }: Form): FormRights {
  const narrowed = type
    ? formFields(fields, mode, hide).flatMap(([name, field]) => {
        const right = fieldRight(type, name);
        return right === 'EDIT' ? [] : [{ name, field, right }];
      })
    : [];
  const isOut = (right: FieldRight): boolean => right === 'HIDDEN' || mode === 'create';
  const needed = narrowed.filter(({ field }) => field.required && field.initial === undefined);
  return {
    absent: new Set(narrowed.filter(({ right }) => isOut(right)).map(({ name }) => name)),
    closed: new Map(narrowed.filter(({ right }) => !isOut(right)).map(({ name, right }) => [name, right])),
    lacking: mode === 'create' ? needed.map(({ field }) => field.label) : [],
  };
}
