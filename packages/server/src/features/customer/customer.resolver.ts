import type { Override, RelationshipStage } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  ID,
  Info,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { enumType } from '../../platform/graphql/entity-type';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { DuplicateCandidate, OverrideInput } from '../../platform/graphql/user-error-types';
import { readableId } from '../../platform/query/ids';
import { findDuplicates, type DuplicateLevel as Level } from './customer.duplicates';
import { Customer, CustomerInput, CustomerPatch } from './customer.entity';
import { createCustomer, removeCustomer, restoreCustomer, updateCustomer } from './customer.service';
import { changeCustomerStage, setCustomerBlacklist } from './customer.standing';

const CustomerPayload = payloadType('CustomerPayload', 'customer', Customer);

enum DuplicateLevel {
  SAME_CODE = 'SAME_CODE',
  SAME_NAME = 'SAME_NAME',
  SIMILAR = 'SIMILAR',
}
registerEnumType(DuplicateLevel, {
  name: 'DuplicateLevel',
  description: 'How near a possible duplicate is.',
  valuesConfig: {
    SAME_CODE: { description: 'The same credit code: refused on create.' },
    SAME_NAME: { description: 'The same normalised name: needs a reason on create.' },
    SIMILAR: { description: 'The same core of the name.' },
  },
});

@ObjectType({ description: 'A customer that a new one might double.' })
class CustomerDuplicate extends DuplicateCandidate {
  @Field(() => DuplicateLevel, { description: 'How near it is.' })
  level!: Level;
}

const key = {
  nullable: true,
  description: 'Same key and input = same outcome, done once; kept for at least 7 days.',
} as const;
const entity = 'Customer';
const field = 'customer';

@Resolver()
export class CustomerResolver {
  @Authorized('customer:read')
  @Query(() => [CustomerDuplicate], {
    description: 'Customers that a new one might double, nearest first; at most six.',
  })
  customerDuplicates(
    @Ctx() ctx: RequestContext,
    @Arg('name', () => String, { nullable: true, description: 'Name as typed so far.' }) name?: string,
    @Arg('unifiedSocialCreditCode', () => String, { nullable: true, description: 'Code as typed so far.' })
    unifiedSocialCreditCode?: string,
    @Arg('exceptId', () => ID, { nullable: true, description: 'The customer being edited.' }) exceptId?: string,
  ): Promise<(CustomerDuplicate & { level: Level })[]> {
    return findDuplicates(ctx, {
      name,
      unifiedSocialCreditCode,
      exceptId: exceptId ? readableId(ctx.models.get(entity), exceptId) : null,
    });
  }

  @Authorized('customer:create')
  @Mutation(() => CustomerPayload, {
    description:
      'Creates a customer. The same credit code is refused; a failing check character and a same name are warnings to be overridden with a reason.',
  })
  createCustomer(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => CustomerInput, { description: 'The new customer.' }) input: object,
    @Arg('overrides', () => [OverrideInput], { nullable: true, description: 'Warnings accepted with a reason.' })
    overrides?: Override[],
    @Arg('idempotencyKey', () => String, key) idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input, overrides } }, (tx) =>
      createCustomer(tx, { input, overrides }),
    );
  }

  @Authorized('customer:update')
  @Mutation(() => CustomerPayload, {
    description: 'Changes a customer. Conflicts only if someone else changed the same field since `expectedVersion`.',
  })
  updateCustomer(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The customer.' }) id: string,
    @Arg('expectedVersion', () => Int, { description: 'The version that was seen.' }) expectedVersion: number,
    @Arg('patch', () => CustomerPatch, { description: 'The fields to change.' }) patch: object,
    @Arg('overrides', () => [OverrideInput], { nullable: true, description: 'Warnings accepted with a reason.' })
    overrides?: Override[],
    @Arg('idempotencyKey', () => String, key) idempotencyKey?: string,
  ): Promise<object> {
    return mutation(
      ctx,
      { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch, overrides } },
      (tx) => updateCustomer(tx, { id: readableId(ctx.models.get(entity), id), expectedVersion, patch, overrides }),
    );
  }

  @Authorized('customer:remove')
  @Mutation(() => CustomerPayload, {
    description:
      'Moves a customer with its contacts, contracts and assessments to the recycle bin. Contracts that stay on file (in approval, in force, ended, archived) are a warning to be overridden with a reason by those who approve contracts.',
  })
  removeCustomer(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The customer.' }) id: string,
    @Arg('expectedVersion', () => Int, { description: 'The version that was seen.' }) expectedVersion: number,
    @Arg('reason', () => String, { nullable: true, description: 'Why; kept in the trail.' }) reason?: string,
    @Arg('overrides', () => [OverrideInput], { nullable: true, description: 'Warnings accepted with a reason.' })
    overrides?: Override[],
    @Arg('idempotencyKey', () => String, key) idempotencyKey?: string,
  ): Promise<object> {
    return mutation(
      ctx,
      { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason, overrides } },
      (tx) => removeCustomer(tx, { id: readableId(ctx.models.get(entity), id), expectedVersion, reason, overrides }),
    );
  }

  @Authorized('customer:restore')
  @Mutation(() => CustomerPayload, {
    description: 'Brings a customer back from the recycle bin, with what went there together with it.',
  })
  restoreCustomer(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The customer.' }) id: string,
    @Arg('idempotencyKey', () => String, key) idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) =>
      restoreCustomer(tx, readableId(ctx.models.get(entity), id)),
    );
  }

  @Authorized('customer:update')
  @Mutation(() => CustomerPayload, {
    description: 'Moves the relationship to another stage; only legal moves, some with a reason.',
  })
  changeCustomerStage(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The customer.' }) id: string,
    @Arg('expectedVersion', () => Int, { description: 'The version that was seen.' }) expectedVersion: number,
    @Arg('stage', () => enumType('RelationshipStage'), { description: 'The stage to move to.' })
    stage: RelationshipStage,
    @Arg('reason', () => String, { nullable: true, description: 'Why; needed for some moves.' }) reason?: string,
    @Arg('idempotencyKey', () => String, key) idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, stage, reason } }, (tx) =>
      changeCustomerStage(tx, readableId(ctx.models.get(entity), id), expectedVersion, stage, reason ?? null),
    );
  }

  @Authorized('customer:update')
  @Mutation(() => CustomerPayload, {
    description: 'Puts a customer on the blacklist or takes it off; a reason is needed.',
  })
  setCustomerBlacklist(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The customer.' }) id: string,
    @Arg('expectedVersion', () => Int, { description: 'The version that was seen.' }) expectedVersion: number,
    @Arg('blacklisted', () => Boolean, { description: 'On or off the list.' }) blacklisted: boolean,
    @Arg('reason', () => String, { description: 'Why.' }) reason: string,
    @Arg('idempotencyKey', () => String, key) idempotencyKey?: string,
  ): Promise<object> {
    return mutation(
      ctx,
      { info, entity, field, idempotencyKey, input: { id, expectedVersion, blacklisted, reason } },
      (tx) => setCustomerBlacklist(tx, readableId(ctx.models.get(entity), id), expectedVersion, blacklisted, reason),
    );
  }
}
