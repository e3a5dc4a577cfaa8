import type { Scope } from '@dossier/shared';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { computed, type ComputedRef } from 'vue';
import type { BulkAction, Outcome } from '../graph/bulk';
import type { Row } from '../graph/entity';
import type { GivenOverride } from '../graph/form';
import { useText } from '../locales';
import { useAttempt } from './useAct';
import { useCan } from './useCan';

interface RemovalVariables extends Record<string, unknown> {
  id: string;
  expectedVersion: number;
  reason?: string | null;
  overrides?: GivenOverride[];
}
type Removal = TypedDocumentNode<unknown, RemovalVariables>;
type Restoration = TypedDocumentNode<unknown, { id: string }>;

/** The removal of many records, and the way back. */
export function useBulkRemoval(
  scope: Scope,
  documents: { remove: Removal; restore: Restoration },
  note?: () => string,
): ComputedRef<BulkAction[]> {
  const can = useCan();
  const { t } = useText();
  const attempt = useAttempt();

  async function restore(id: string): Promise<Outcome> {
    const answer = await attempt(documents.restore, { id });
    return answer.ok ? { ok: true } : answer;
  }
  async function remove(row: Row, reason: string | null): Promise<Outcome> {
    const variables = { id: row.id, expectedVersion: row.version ?? 0, reason };
    let answer = await attempt(documents.remove, variables);
    // The reason was given for all of them; where one is asked for, it answers.
    const faults = answer.ok ? [] : (answer.faults ?? []);
    if (reason && faults.length > 0 && faults.every((fault) => fault.overridable)) {
      const overrides = faults.map(({ code, path }) => ({ code, path: [...(path ?? [])], reason }));
      answer = await attempt(documents.remove, { ...variables, overrides });
    }
    return answer.ok ? { ok: true, undo: () => restore(row.id) } : answer;
  }
  return computed(() =>
    can(scope)
      ? [
          {
            key: 'remove',
            label: t('common.remove'),
            danger: true,
            reason: true,
            note: note?.(),
            one: (row, { reason }) => remove(row, reason),
          },
        ]
      : [],
  );
}
