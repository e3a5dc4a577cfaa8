import {
  errorText,
  errorTexts,
  type ErrorCode,
  type FieldError,
  type Fields,
  type Locale,
  type Rule,
} from '@dossier/shared';
import type { ComputedRef, Ref } from 'vue';
import type { Candidate, ConflictField, FormError, FormValues, GivenOverride, UserError } from '../graph/form';
import type { FormRights } from '../graph/form-rights';
import type { Draft } from './useDraft';

/** What saving came to: the id of the record, or what stands in its way. */
export interface SaveResult {
  id: string | null;
  userErrors: readonly UserError[];
}
export interface Submission {
  /** The whole input of a new record, or what has changed of an old one. */
  input: FormValues;
  overrides: GivenOverride[];
  expectedVersion: number;
  idempotencyKey: string;
}
export interface RecordFormOptions {
  /** Type in the graph, for the rights to its fields; without it the form keeps nothing back. */
  type?: string;
  fields: Fields;
  mode: 'create' | 'update';
  /** Names the draft in this browser. */
  draftKey: string;
  hide?: readonly string[];
  rules?: readonly Rule[];
  /** What the form carries beside its fields, such as the items of a contract. */
  extra?: readonly string[];
  /** Faults of what it carries beside its fields. */
  alsoJudge?: (values: FormValues) => readonly FieldError[];
  /** What comes over beside a field of a conflict that stands for more than itself, when the other's is chosen. */
  beside?: Readonly<Record<string, () => Promise<FormValues>>>;
  save: (submission: Submission) => Promise<SaveResult>;
  done: (id: string) => void;
}

export interface RecordForm {
  rights: FormRights;
  /** Whom to ask for what is lacking. */
  helpers: Ref<readonly string[]>;
  values: FormValues;
  errors: Ref<FormError[]>;
  reasons: Record<string, string>;
  saving: Ref<boolean>;
  failure: Ref<unknown>;
  dirty: ComputedRef<boolean>;
  conflict: Ref<readonly ConflictField[] | null>;
  candidates: Ref<readonly Candidate[]>;
  draft: Draft;
  mode: 'create' | 'update';
  start: (values: FormValues, version?: number) => void;
  check: (name: string) => void;
  submit: () => Promise<void>;
  settle: (choice: Readonly<Record<string, 'yours' | 'current'>>) => Promise<void>;
  /** Back to the form with the conflict open: the next save meets it again. */
  putOff: () => void;
  leaveFreely: () => void;
}

/** A copy without anything that is watched. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null)) as T;

/** A refusal of the server as a form shows it; where the sentence needs no details it is ours, in the language on screen. */
export function formErrorOf(error: UserError, locale: Locale): FormError {
  const known = Object.hasOwn(errorTexts, error.code) && !/\{\w+\}/.test(errorTexts[error.code as ErrorCode][locale]);
  return {
    code: error.code,
    path: [...(error.path ?? [])],
    message: known ? errorText(error.code as ErrorCode, locale) : error.message,
    severity: error.severity === 'WARNING' ? 'WARNING' : 'ERROR',
    overridable: error.overridable,
  };
}
