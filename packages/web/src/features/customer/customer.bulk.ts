import { customerFields, type EnumField, type ListField } from '@dossier/shared';
import { computed, type ComputedRef } from 'vue';
import { useAttempt } from '../../composables/useAct';
import { useBulkRemoval } from '../../composables/useBulkRemoval';
import { useCan } from '../../composables/useCan';
import {
  ChangeCustomerStageDocument,
  RemoveCustomerDocument,
  RestoreCustomerDocument,
  UpdateCustomerDocument,
} from '../../gql/customer';
import type { CustomerPatch, RelationshipStage } from '../../gql/types';
import type { BulkAction, BulkInput, Outcome } from '../../graph/bulk';
import type { Row } from '../../graph/entity';
import { fieldRight } from '../../graph/field-rights';
import { useText } from '../../locales';

const tagField: ListField = { ...customerFields.tags };
const stageField: EnumField = { ...customerFields.relationshipStage };

/** The field that each deed changes. */
const FIELD_OF: Readonly<Record<string, string>> = { owner: 'ownerId', tags: 'tags', stage: 'relationshipStage' };

/** What can be done with many customers at once. */
export function useCustomerBulk(): ComputedRef<BulkAction[]> {
  const can = useCan();
  const { t } = useText();
  const attempt = useAttempt();

  async function update(id: string, expectedVersion: number, patch: CustomerPatch): Promise<Outcome & { at?: number }> {
    const answer = await attempt(UpdateCustomerDocument, { id, expectedVersion, patch });
    return answer.ok ? { ok: true, at: answer.data.updateCustomer.customer?.version ?? 0 } : answer;
  }
  /** Sets fields, and can set them back as they were. */
  async function change(row: Row, patch: CustomerPatch, back: CustomerPatch): Promise<Outcome> {
    const outcome = await update(row.id, row.version ?? 0, patch);
    return outcome.ok ? { ok: true, undo: () => update(row.id, outcome.at ?? 0, back) } : outcome;
  }

  const changeOwner = (row: Row, ownerId: string): Promise<Outcome> =>
    change(row, { ownerId }, { ownerId: (row.owner as { id: string } | null)?.id ?? null });

  async function addTags(row: Row, added: readonly string[]): Promise<Outcome> {
    const tags = (row.tags as string[] | null) ?? [];
    const fresh = added.filter((tag) => !tags.includes(tag));
    return fresh.length > 0 ? change(row, { tags: [...tags, ...fresh] }, { tags }) : { ok: true };
  }
  async function moveTo(row: Row, stage: RelationshipStage, reason: string | null): Promise<Outcome> {
    if (row.relationshipStage === stage) return { ok: true };
    const variables = { id: row.id, expectedVersion: row.version ?? 0, stage, reason };
    const answer = await attempt(ChangeCustomerStageDocument, variables);
    return answer.ok ? { ok: true } : answer;
  }
  const removal = useBulkRemoval(
    'customer:remove',
    { remove: RemoveCustomerDocument, restore: RestoreCustomerDocument },
    () => t('bulk.removeCustomers'),
  );

  const open = ({ key }: BulkAction): boolean => {
    const field = FIELD_OF[key];
    return !field || fieldRight('Customer', field) === 'EDIT';
  };
  return computed(() => all().filter(open));

  function all(): BulkAction[] {
    return [
      ...(can('customer:update')
        ? [
            {
              key: 'owner',
              label: t('bulk.owner'),
              field: customerFields.ownerId,
              needs: { owner: { id: true as const } },
              one: (row: Row, { value }: BulkInput) => changeOwner(row, String(value)),
            },
            {
              key: 'tags',
              label: t('bulk.tags'),
              field: tagField,
              needs: { tags: true as const },
              one: (row: Row, { value }: BulkInput) => addTags(row, value as string[]),
            },
            {
              key: 'stage',
              label: t('bulk.stage'),
              field: stageField,
              reason: true,
              note: t('bulk.stageNote'),
              needs: { relationshipStage: true as const },
              one: (row: Row, { value, reason }: BulkInput) => moveTo(row, value as RelationshipStage, reason),
            },
          ]
        : []),
      ...removal.value,
    ];
  }
}
