import type { Field } from '@dossier/shared';
import type { Row } from './entity';
import type { Selection } from './selection';

/** How one record fared. `undo` takes it back, where the graph can. */
export type Outcome = { ok: true; undo?: () => Promise<Outcome> } | { ok: false; message: string };

/** What a person gave before it began. */
export interface BulkInput {
  value: unknown;
  reason: string | null;
}

/** One deed for many records. Each record is its own request: what fails for one does not stop the others. */
export interface BulkAction {
  key: string;
  label: string;
  danger?: boolean;
  /** The field it sets, asked first. */
  field?: Field;
  /** Asks for a reason as well; it goes to the trail of every record. */
  reason?: boolean;
  /** What the person should know before. */
  note?: string;
  /** Read afresh before the record is touched, together with its version. */
  needs?: Selection;
  one: (row: Row, input: BulkInput) => Promise<Outcome>;
}

export interface BulkFailure {
  row: Row;
  title: string;
  message: string;
}

/** A deed under way, or what came of it. */
export interface BulkRun {
  label: string;
  total: number;
  done: number;
  failed: BulkFailure[];
  running: boolean;
  /** Stopped by hand: the rest was not touched. */
  stopped: boolean;
  /** How many of those done can be taken back. */
  undoable: number;
}

/** Selected rows of a list and what can be done with them. The composable fills it, `ui/list` shows it. */
export interface BulkModel {
  actions: readonly BulkAction[];
  selected: ReadonlyMap<string, Row>;
  run: BulkRun | null;
  select: (rows: readonly Row[], on: boolean) => void;
  clear: () => void;
  start: (action: BulkAction, input: BulkInput) => Promise<void>;
  stop: () => void;
  undo: () => Promise<void>;
  dismiss: () => void;
  /** Takes the selected records out as a file; null when the reader may not. */
  exportRows: (() => void) | null;
}
