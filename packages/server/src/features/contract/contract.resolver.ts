import type { Override } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, OverridesArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { createContract } from './contract.create';
import { Contract, ContractInput, ContractPatch, ContractRenewalInput } from './contract.entity';
import { renewContract } from './contract.renewal';
import { removeContract, restoreContract, updateContract } from './contract.service';

export const ContractPayload = payloadType('ContractPayload', 'contract', Contract);
const entity = 'Contract';
const field = 'contract';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

@Resolver()
export class ContractResolver {
  @Authorized('contract:create')
  @Mutation(() => ContractPayload, {
    description:
      'Creates a contract draft with its items. An amount that differs from their sum is a warning to be overridden with a reason.',
  })
  createContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', ContractInput, 'The new contract.') input: object,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input, overrides } }, (tx) =>
      createContract(tx, { input, overrides }),
    );
  }

  @Authorized('contract:update')
  @Mutation(() => ContractPayload, {
    description:
      'Changes a draft, or a contract whose change is under way. Conflicts only if someone else changed the same field, or the items, since `expectedVersion`.',
  })
  updateContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', ContractPatch, 'The fields to change.') patch: object,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(
      ctx,
      { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch, overrides } },
      (tx) => updateContract(tx, { id: rawId(ctx, id), expectedVersion, patch, overrides }),
    );
  }

  @Authorized('contract:create')
  @Mutation(() => ContractPayload, {
    description:
      'Makes a new draft that follows a signed contract: terms and items are copied, dates go on where it ends.',
  })
  renewContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract to renew.') id: string,
    @InputArg('input', ContractRenewalInput, 'What differs from it.', true) input?: object,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, input, overrides } }, (tx) =>
      renewContract(tx, { id: rawId(ctx, id), input, overrides }),
    );
  }

  @Authorized('contract:remove')
  @Mutation(() => ContractPayload, {
    description:
      'Moves a contract that never took effect (draft, rejected, withdrawn or voided) to the recycle bin, with its items.',
  })
  removeContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeContract(tx, rawId(ctx, id), expectedVersion, reason ?? null),
    );
  }

  @Authorized('contract:restore')
  @Mutation(() => ContractPayload, {
    description: 'Brings a contract with its items back from the recycle bin; refused while its customer is there.',
  })
  restoreContract(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The contract.') id: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) =>
      restoreContract(tx, rawId(ctx, id)),
    );
  }
}
