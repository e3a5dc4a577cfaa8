import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InstantScalar } from '../../platform/graphql/scalars';
import { UserError, type PresentedError } from '../../platform/graphql/user-error-types';
import type { CheckState } from './audit-check.store';

const AuditCheckState: Record<CheckState, CheckState> = {
  RUNNING: 'RUNNING',
  SOUND: 'SOUND',
  BROKEN: 'BROKEN',
  FAILED: 'FAILED',
};
registerEnumType(AuditCheckState, {
  name: 'AuditCheckState',
  description: 'How a verification of the operation log stands.',
  valuesConfig: {
    RUNNING: { description: 'Under way (进行中)' },
    SOUND: { description: 'All seals hold (完好)' },
    BROKEN: { description: 'A row is not as it was sealed (有问题)' },
    FAILED: { description: 'It did not come to its end (未完成)' },
  },
});

@ObjectType({ description: 'One verification of the operation log.' })
export class AuditCheck {
  @Field(() => InstantScalar, { description: 'When it began.' })
  startedAt!: string;
  @Field(() => String, { nullable: true, description: 'Who asked for it; null: the archive itself.' })
  startedBy!: string | null;
  @Field(() => InstantScalar, { nullable: true, description: 'When it ended.' })
  finishedAt!: string | null;
  @Field(() => AuditCheckState, { description: 'How it stands.' })
  state!: CheckState;
  @Field(() => Int, { description: 'Rows that were looked at so far.' })
  checked!: number;
  @Field(() => Int, { description: 'Rows to look at.' })
  total!: number;
  @Field(() => Int, { nullable: true, description: 'Anchors outside the database that were held against the chain.' })
  anchors!: number | null;
  @Field(() => String, { nullable: true, description: 'The first thing that is wrong, in words.' })
  problem!: string | null;
  @Field(() => String, { nullable: true, description: 'Id of the row it is about.' })
  problemRow!: string | null;
}

@ObjectType({ description: 'How far the operation log is sealed, anchored and verified.' })
export class AuditState {
  @Field(() => Int, { description: 'Rows in the sealed chain.' })
  sealedTo!: number;
  @Field(() => InstantScalar, { nullable: true, description: 'When the last was sealed.' })
  sealedAt!: string | null;
  @Field(() => Int, { description: 'Rows that wait for their seal.' })
  unsealed!: number;
  @Field(() => InstantScalar, { nullable: true, description: 'Instant of the oldest that waits.' })
  oldestUnsealedAt!: string | null;
  @Field(() => Int, { nullable: true, description: 'The last row that is anchored outside the database.' })
  anchoredTo!: number | null;
  @Field(() => InstantScalar, { nullable: true, description: 'When that was.' })
  anchoredAt!: string | null;
  @Field(() => Boolean, { description: 'The database itself refuses to change or delete rows.' })
  guarded!: boolean;
  @Field(() => AuditCheck, { nullable: true, description: 'The last verification, or the one under way.' })
  check!: AuditCheck | null;
}

@ObjectType({ description: 'Outcome of asking for a verification.' })
export class AuditStatePayload {
  @Field(() => AuditState, { nullable: true, description: 'The state, with the verification that was begun.' })
  auditState!: AuditState | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}
