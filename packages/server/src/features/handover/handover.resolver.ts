import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { KeyArg, ReasonArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { DateScalar } from '../../platform/graphql/scalars';
import { readableId } from '../../platform/query/ids';
import { Handover } from './handover.entity';
import { handOverCustomers } from './handover.service';

const HandoverPayload = payloadType('HandoverPayload', 'handover', Handover);

/** Giving the customers of one person to another. */
@Resolver()
export class HandoverResolver {
  @Authorized('handover:create')
  @Mutation(() => HandoverPayload, {
    description:
      'Gives customers to another person in one step. Only the owner changes: contacts, contracts, stages, dates and history stay as they are.',
  })
  handOverCustomers(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('fromUserId', () => ID, { description: 'Who gives.' }) fromUserId: string,
    @Arg('toUserId', () => ID, { description: 'Who receives.' }) toUserId: string,
    @ReasonArg(true) reason: string,
    @Arg('customerIds', () => [ID], { nullable: true, description: 'Which customers; all of theirs when left out.' })
    customerIds?: string[] | null,
    @Arg('keepCollaboratorUntil', () => DateScalar, {
      nullable: true,
      description: 'Until then the former owner may still read the customers.',
    })
    keepCollaboratorUntil?: string | null,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    const input = { fromUserId, toUserId, reason, customerIds, keepCollaboratorUntil };
    const raw = (entity: string, id: string) => readableId(ctx.models.get(entity), id);
    return mutation(ctx, { info, entity: 'Handover', field: 'handover', idempotencyKey, input }, (tx) =>
      handOverCustomers(tx, {
        ...input,
        fromUserId: raw('User', fromUserId),
        toUserId: raw('User', toUserId),
        customerIds: customerIds?.map((id) => raw('Customer', id)),
      }),
    );
  }
}
