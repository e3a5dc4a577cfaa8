import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { ImportJob } from './import-job.entity';
import { cancelImport, resumeImport } from './import.service';

const ImportJobPayload = payloadType('ImportJobPayload', 'importJob', ImportJob);
const entity = 'ImportJob';
const field = 'importJob';

@Resolver()
export class ImportResolver {
  @Authorized('import:create')
  @Mutation(() => ImportJobPayload, { description: 'Stops an import that waits or runs. Rows already written stay.' })
  cancelImport(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The import.' }) id: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id } }, (tx) =>
      cancelImport(tx, readableId(ctx.models.get(entity), id)),
    );
  }

  @Authorized('import:create')
  @Mutation(() => ImportJobPayload, {
    description: 'Goes on with a failed or cancelled import after its last written row; nothing is written twice.',
  })
  resumeImport(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The import.' }) id: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id } }, (tx) =>
      resumeImport(tx, readableId(ctx.models.get(entity), id)),
    );
  }
}
