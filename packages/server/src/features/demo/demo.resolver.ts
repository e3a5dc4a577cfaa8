import { Authorized, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { readState } from './seed-state';

@ObjectType({ description: 'How far the demo data has come.' })
class DemoProgress {
  @Field(() => Int, { description: 'Customers that are there.' })
  done!: number;
  @Field(() => Int, { description: 'Customers that shall be there.' })
  total!: number;
}

@Resolver()
export class DemoResolver {
  @Authorized()
  @Query(() => DemoProgress, {
    nullable: true,
    description: 'Progress of the demo data while it is being made; null otherwise.',
  })
  async demoProgress(@Ctx() ctx: RequestContext): Promise<DemoProgress | null> {
    const state = ctx.demo ? await readState(ctx.connection) : null;
    return state && state.done < state.target ? { done: state.done, total: state.target } : null;
  }
}
