import type { Field } from '@dossier/shared';
import type { GraphFilter } from './filter';
import type { ConflictField, FormError } from './form';

/** One fact of a record changed where it stands. The composable fills it, `ui/record` shows it. */
export interface InlineEdit {
  /** The field under change, or null. */
  name: string | null;
  value: unknown;
  errors: readonly FormError[];
  reasons: Record<string, string>;
  saving: boolean;
  /** Someone else has changed the same fact meanwhile. */
  conflict: readonly ConflictField[] | null;
  filters: Readonly<Record<string, GraphFilter>>;
  allowed: (name: string, field: Field) => boolean;
  begin: (name: string) => Promise<void>;
  write: (value: unknown) => void;
  save: () => Promise<void>;
  cancel: () => void;
  settle: (choice: Readonly<Record<string, 'yours' | 'current'>>) => Promise<void>;
  postpone: () => void;
}
