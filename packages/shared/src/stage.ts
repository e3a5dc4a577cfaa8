/** Lifecycle of the relationship with a customer: which stage may follow which, and where a reason is needed. */
import type { RelationshipStage } from './customer';

/** Stages reachable from each stage; `reason` where the move must be explained. */
export const stageMoves: Readonly<Record<RelationshipStage, readonly { to: RelationshipStage; reason: boolean }[]>> = {
  POTENTIAL: [
    { to: 'INTERESTED', reason: false },
    { to: 'LOST', reason: true },
  ],
  INTERESTED: [
    { to: 'COOPERATING', reason: false },
    { to: 'POTENTIAL', reason: false },
    { to: 'LOST', reason: true },
  ],
  COOPERATING: [
    { to: 'PAUSED', reason: true },
    { to: 'LOST', reason: true },
  ],
  PAUSED: [
    { to: 'COOPERATING', reason: false },
    { to: 'LOST', reason: true },
  ],
  LOST: [
    { to: 'INTERESTED', reason: true },
    { to: 'COOPERATING', reason: true },
  ],
};

/** A change of the trail by which a customer was lost: what `changes: {has: …}` takes. */
export const becameLost = { field: 'relationshipStage', after: 'LOST' } as const;

/** The move from one stage to another, or null when it is not a legal one. */
export const stageMove = (
  from: RelationshipStage,
  to: RelationshipStage,
): { to: RelationshipStage; reason: boolean } | null => stageMoves[from].find((move) => move.to === to) ?? null;
