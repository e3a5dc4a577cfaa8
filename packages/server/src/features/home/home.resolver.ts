import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { RequestError } from '../../platform/graphql/errors';
import type { Row } from '../../platform/query/connection';
import { loadRecord } from '../../platform/query/record-loader';
import { Contract } from '../contract/contract.entity';
import { Customer } from '../customer/customer.entity';
import { homeBoard } from './home.board';
import { thingsToLookAt, type Thing } from './home.things';
import { HomeBoard, ThingToLookAt } from './home.types';

const MOST_THINGS = 20;

@Resolver(() => HomeBoard)
export class HomeResolver {
  @Authorized('customer:read', 'contact:read', 'contract:read', 'assessment:read')
  @Query(() => HomeBoard, {
    description: 'The home page: figures, what is due, composition, and what should be looked at.',
  })
  homeBoard(@Ctx() ctx: RequestContext): Promise<HomeBoard> {
    return homeBoard(ctx);
  }

  @FieldResolver(() => [ThingToLookAt], {
    description: 'What stands out, the first finding of every rule before the second of any.',
  })
  thingsToLookAt(
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { nullable: true, description: 'Findings, 1 to 20; 8 when left out.' }) first?: number,
  ): Promise<Thing[]> {
    if (first != null && (first < 1 || first > MOST_THINGS)) throw new RequestError('PAGE_SIZE', { max: MOST_THINGS });
    return thingsToLookAt(ctx, first ?? 8);
  }
}

type Loaded = Promise<Row | null>;
const load = (ctx: RequestContext, entity: string, id: string | null, info: GraphQLResolveInfo): Loaded | null =>
  id === null ? null : loadRecord(ctx, ctx.models.get(entity), id, info);

@Resolver(() => ThingToLookAt)
export class ThingToLookAtResolver {
  @FieldResolver(() => Customer, { nullable: true, description: 'The customer it is about.' })
  customer(@Root() { customerId }: Thing, @Ctx() ctx: RequestContext, @Info() info: GraphQLResolveInfo): Loaded | null {
    return load(ctx, 'Customer', customerId, info);
  }

  @FieldResolver(() => Customer, { nullable: true, description: 'The other customer, where two are concerned.' })
  otherCustomer(
    @Root() { otherCustomerId }: Thing,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Loaded | null {
    return load(ctx, 'Customer', otherCustomerId, info);
  }

  @FieldResolver(() => Contract, { nullable: true, description: 'The contract it is about.' })
  contract(@Root() { contractId }: Thing, @Ctx() ctx: RequestContext, @Info() info: GraphQLResolveInfo): Loaded | null {
    return load(ctx, 'Contract', contractId, info);
  }
}
