import { relationshipStage, stageMove, type RelationshipStage } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import { liveRecord } from '../../platform/db/one';
import { updateMany } from '../../platform/db/write';
import { fault } from '../../platform/graphql/user-fault';

const model = (tx: TxContext) => tx.models.get('Customer');

/** Moves the relationship along its legal moves; some need a reason. */
export async function changeCustomerStage(
  tx: TxContext,
  id: string,
  expectedVersion: number,
  stage: RelationshipStage,
  reason: string | null,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const from = current.relationshipStage as RelationshipStage;
  const move = stageMove(from, stage);
  if (!move && from !== stage) {
    const allowed = Object.keys(relationshipStage).filter((to) =>
      stageMove(from, to as RelationshipStage),
    ) as RelationshipStage[];
    throw fault('ILLEGAL_TRANSITION', ['stage'], {
      from: relationshipStage[from],
      action: { zh: `转为“${relationshipStage[stage].zh}”`, en: `move to ${relationshipStage[stage].en}` },
      allowed: {
        zh: allowed.map((to) => relationshipStage[to].zh).join('、'),
        en: allowed.map((to) => relationshipStage[to].en).join(', '),
      },
    });
  }
  if (move?.reason && !reason?.trim()) throw fault('REASON_REQUIRED', ['reason']);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: { relationshipStage: stage } }], {
    verb: 'CHANGE_STAGE',
    reason,
  });
  return id;
}

/** Puts a customer on the blacklist or takes it off; both need a reason. */
export async function setCustomerBlacklist(
  tx: TxContext,
  id: string,
  expectedVersion: number,
  blacklisted: boolean,
  reason: string,
): Promise<string> {
  if (!reason.trim()) throw fault('REASON_REQUIRED', ['reason']);
  await liveRecord(tx, model(tx), id);
  await updateMany(
    tx,
    model(tx),
    [{ id, expectedVersion, patch: { blacklisted, blacklistReason: blacklisted ? reason.trim() : null } }],
    { verb: blacklisted ? 'BLACKLIST' : 'UNBLACKLIST', reason },
  );
  return id;
}
