import { initialValues, type AuditVerb } from '@dossier/shared';
import type { FieldChange } from '../../platform/audit/record';
import type { Values } from '../../platform/db/columns';
import { traceText } from '../../platform/db/traces';
import type { EntityModel } from '../../platform/query/model';
import type { Models } from '../../platform/query/models';
import { iso } from './calendar';

/** One trace that the writers would have left. */
export interface Step {
  at: number;
  /** Raw id of who did it; null: the archive itself. */
  by: string | null;
  verb: AuditVerb;
  version: number;
  changes: FieldChange[];
  reason: string | null;
}

export interface Change {
  at: number;
  by: string | null;
  patch: Values;
  verb?: AuditVerb;
  reason?: string | null;
}

const blanks = new WeakMap<EntityModel, Values>();
/** A new record before anything is said of it. */
function blank(model: EntityModel): Values {
  let values = blanks.get(model);
  if (!values) {
    values = {
      ...Object.fromEntries(Object.keys(model.dictionary).map((name) => [name, null])),
      ...initialValues(model.dictionary),
    };
    blanks.set(model, values);
  }
  return values;
}

/**
 * A record that is led through its life: made, then changed step by step, so that its trail always tells how its values came about.
 * Changes before `since` belong to the creation: the record was then taken over from an older ledger.
 */
export class RecordHistory {
  private readonly base: Values;
  /** The base itself until the first change. */
  private current: Values;
  private readonly changes: Step[] = [];

  constructor(
    readonly model: EntityModel,
    readonly models: Models,
    values: Values,
    readonly created: { at: number; by: string | null; reason?: string; since?: number },
  ) {
    this.base = { ...blank(model), ...values };
    this.current = this.base;
  }

  /** The record as it is now. */
  get values(): Values {
    return this.current;
  }

  get id(): string {
    return this.base.id as string;
  }

  /** A value that is only known when the record is written: its number. */
  give(values: Values): void {
    Object.assign(this.base, values);
    if (this.current !== this.base) Object.assign(this.current, values);
  }

  change({ at, by, patch, verb = 'UPDATE', reason = null }: Change): void {
    if (at < (this.created.since ?? 0)) return this.give(patch);
    const changes = this.diff(Object.keys(patch), this.current, patch);
    if (changes.length === 0) return;
    if (this.current === this.base) this.current = { ...this.base };
    Object.assign(this.current, patch);
    this.changes.push({ at, by, verb, changes, reason, version: this.changes.length + 2 });
  }

  /** The whole trail, oldest first. */
  steps(): Step[] {
    const { at, by, reason = null } = this.created;
    const changes = this.diff(Object.keys(this.model.dictionary), {}, this.base);
    return [{ at, by, verb: 'CREATE', version: 1, reason, changes }, ...this.changes];
  }

  /** The record as it is stored now. */
  stored(): Values {
    const { at, by } = this.created;
    const last = this.changes.at(-1) ?? { at, by };
    return {
      ...this.current,
      version: this.changes.length + 1,
      createdAt: iso(at),
      createdById: by,
      updatedAt: iso(last.at),
      updatedById: last.by,
      deletedAt: null,
      deletedById: null,
    };
  }

  private diff(names: readonly string[], before: Values, after: Values): FieldChange[] {
    const changes: FieldChange[] = [];
    for (const field of names) {
      const change = { field, before: this.trace(field, before[field]), after: this.trace(field, after[field]) };
      if (change.before !== change.after) changes.push(change);
    }
    return changes;
  }

  private trace(name: string, value: unknown): string | null {
    return value === null || value === undefined ? null : traceText(this.model, this, name, value);
  }
}
