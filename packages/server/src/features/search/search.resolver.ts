import { Arg, Authorized, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { RequestError } from '../../platform/graphql/errors';
import { searchEverything } from './search.queries';

@ObjectType({ description: 'A found record, with just enough to recognise it.' })
export class SearchHit {
  @Field(() => ID, { description: 'Id of the record.' })
  id!: string;
  @Field(() => String, { description: 'Name or number.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'What tells it apart: credit code, customer, phone.' })
  detail!: string | null;
  @Field(() => ID, { nullable: true, description: 'The customer whose file it belongs to.' })
  customerId!: string | null;
}

@ObjectType({ description: 'Hits of one entity, best first.' })
export class SearchGroup {
  @Field(() => String, { description: 'Entity name.' })
  entity!: string;
  @Field(() => [SearchHit], { description: 'The best hits.' })
  hits!: SearchHit[];
}

@Resolver()
export class SearchResolver {
  @Authorized()
  @Query(() => [SearchGroup], {
    description:
      'Search over customers, contacts and contracts: name, pinyin or initials, codes, phones; customers also by a whole account or identity number.',
  })
  searchAll(
    @Ctx() ctx: RequestContext,
    @Arg('text', () => String, { description: 'What to look for.' }) text: string,
    @Arg('first', () => Int, { nullable: true, description: 'Hits of each entity, 1 to 20; 6 when left out.' })
    first?: number,
  ): Promise<SearchGroup[]> {
    if (first != null && (first < 1 || first > 20)) throw new RequestError('PAGE_SIZE', { max: 20 });
    return searchEverything(ctx, text, first ?? 6);
  }
}
