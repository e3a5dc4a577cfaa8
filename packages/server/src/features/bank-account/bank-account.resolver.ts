import type { Override } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, OverridesArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { BankAccount, BankAccountInput, BankAccountPatch } from './bank-account.entity';
import { createBankAccount, removeBankAccount, restoreBankAccount, updateBankAccount } from './bank-account.service';

const BankAccountPayload = payloadType('BankAccountPayload', 'bankAccount', BankAccount);
const entity = 'BankAccount';
const field = 'bankAccount';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

@Resolver()
export class BankAccountResolver {
  @Authorized('bankAccount:create')
  @Mutation(() => BankAccountPayload, {
    description: 'Creates a bank account. The first one of a customer becomes its default account.',
  })
  createBankAccount(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', BankAccountInput, 'The new account.') input: object,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input, overrides } }, (tx) =>
      createBankAccount(tx, { input, overrides }),
    );
  }

  @Authorized('bankAccount:update')
  @Mutation(() => BankAccountPayload, {
    description:
      'Changes a bank account. Marking it the default takes the mark off the present one; with another number it is no longer verified. Conflicts only if someone else changed the same field since `expectedVersion`.',
  })
  updateBankAccount(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The account.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', BankAccountPatch, 'The fields to change.') patch: object,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(
      ctx,
      { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch, overrides } },
      (tx) => updateBankAccount(tx, { id: rawId(ctx, id), expectedVersion, patch, overrides }),
    );
  }

  @Authorized('bankAccount:remove')
  @Mutation(() => BankAccountPayload, {
    description: 'Moves a bank account to the recycle bin. Removing the default account leaves none.',
  })
  removeBankAccount(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The account.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeBankAccount(tx, rawId(ctx, id), expectedVersion, reason ?? null),
    );
  }

  @Authorized('bankAccount:restore')
  @Mutation(() => BankAccountPayload, {
    description: 'Brings a bank account back from the recycle bin; refused while its customer is there.',
  })
  restoreBankAccount(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The account.') id: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) =>
      restoreBankAccount(tx, rawId(ctx, id)),
    );
  }
}
