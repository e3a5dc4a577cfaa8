import { contractTransitions, type ContractVerb } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation } from '../../platform/graphql/payload';
import { DateScalar } from '../../platform/graphql/scalars';
import { readableId } from '../../platform/query/ids';
import { ContractPayload } from './contract.resolver';
import { moveContract } from './contract.transition';

interface Call {
  info: GraphQLResolveInfo;
  id: string;
  expectedVersion: number;
  idempotencyKey?: string;
  reason?: string;
  signedOn?: string;
}

/** The mutation of a verb: `<verb>Contract`, for those with the scope of the transition. */
const Transition =
  (verb: ContractVerb, description: string): MethodDecorator =>
  (target, key, descriptor) => {
    Authorized(contractTransitions[verb].scope)(target, key, descriptor);
    Mutation(() => ContractPayload, { description })(target, key, descriptor);
  };

function move(ctx: RequestContext, verb: ContractVerb, { info, idempotencyKey, ...input }: Call): Promise<object> {
  const id = readableId(ctx.models.get('Contract'), input.id);
  return mutation(ctx, { info, entity: 'Contract', field: 'contract', idempotencyKey, input }, (tx) =>
    moveContract(tx, { ...input, id, verb }),
  );
}

/** The verbs along the two status axes of a contract. A verb that is not possible now answers ILLEGAL_TRANSITION with those that are. */
@Resolver()
export class ContractTransitionResolver {
  @Transition('submit', 'Sends a draft to approval: `DRAFT` → `PENDING`.')
  submitContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'submit', { info, id, expectedVersion, idempotencyKey });
  }

  @Transition(
    'approve',
    'Approves: `PENDING` → `APPROVED`, and the contract waits for signature (`TO_SIGN`). For those with the scope `contract:approve`.',
  )
  approveContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'approve', { info, id, expectedVersion, idempotencyKey });
  }

  @Transition(
    'reject',
    'Sends back what was submitted: `PENDING` → `REJECTED`. For those with the scope `contract:approve`.',
  )
  rejectContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg(true) reason: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'reject', { info, id, expectedVersion, reason, idempotencyKey });
  }

  @Transition('withdraw', 'Takes back what was submitted: `PENDING` → `WITHDRAWN`.')
  withdrawContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'withdraw', { info, id, expectedVersion, idempotencyKey });
  }

  @Transition('revise', 'Opens a rejected or withdrawn contract for editing: → `DRAFT`.')
  reviseContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'revise', { info, id, expectedVersion, idempotencyKey });
  }

  @Transition(
    'sign',
    'Records the signature: `TO_SIGN` → `SIGNED`. Its customer becomes a cooperating one shortly after.',
  )
  signContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @Arg('signedOn', () => DateScalar, {
      nullable: true,
      description: 'Signing date; left out, the one that the contract has.',
    })
    signedOn?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'sign', { info, id, expectedVersion, signedOn, idempotencyKey });
  }

  @Transition('start', 'Performance begins: `SIGNED` → `PERFORMING`.')
  startContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'start', { info, id, expectedVersion, idempotencyKey });
  }

  @Transition('change', 'Begins a change, during which the contract can be edited: → `CHANGING`.')
  changeContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg(true) reason: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'change', { info, id, expectedVersion, reason, idempotencyKey });
  }

  @Transition('resume', 'Ends a change: back to the status before it.')
  resumeContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'resume', { info, id, expectedVersion, idempotencyKey });
  }

  @Transition('complete', 'Everything was done: `PERFORMING` → `COMPLETED`.')
  completeContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'complete', { info, id, expectedVersion, idempotencyKey });
  }

  @Transition('archive', 'Puts a completed contract on file: → `ARCHIVED`.')
  archiveContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'archive', { info, id, expectedVersion, idempotencyKey });
  }

  @Transition('terminate', 'Ends a signed contract early: → `TERMINATED`.')
  terminateContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg(true) reason: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'terminate', { info, id, expectedVersion, reason, idempotencyKey });
  }

  @Transition('void', 'Declares a contract void before it is signed: → `VOIDED`.')
  voidContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg(true) reason: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return move(ctx, 'void', { info, id, expectedVersion, reason, idempotencyKey });
  }
}
