import type { ExportExtent, ExportFormat } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Field, Info, InputType, Mutation, Resolver } from 'type-graphql';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg } from '../../platform/graphql/arguments';
import { enumType } from '../../platform/graphql/entity-type';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { publishedQuery } from '../saved-query/published-query';
import { ExportJob } from './export-job.entity';
import { cancelExport, questionOf, removeExport, repeatExport, startExport, type ExportInput } from './export.service';

const ExportJobPayload = payloadType('ExportJobPayload', 'exportJob', ExportJob);
const entity = 'ExportJob';
const field = 'exportJob';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

@InputType('ExportInput', {
  description:
    'What is taken out: a list (`list` and what belongs to it), or all rows of the list or groups of a document.',
})
class ExportInputType implements ExportInput {
  @Field(() => enumType('ExportFormat') as never, { description: 'CSV for sheets, XLSX, or one JSON object a line.' })
  format!: ExportFormat;
  @Field(() => String, { nullable: true, description: 'Name of the file; that of the list when left out.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'Root list, such as `customers`.' })
  list?: string | null;
  @Field(() => [String], { nullable: true, description: 'Columns of a list: `name`, `owner.name`.' })
  columns?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Filter of the list as JSON.' })
  filter?: string | null;
  @Field(() => String, { nullable: true, description: 'Order of the list as JSON.' })
  orderBy?: string | null;
  @Field(() => String, { nullable: true, description: 'Search of the list.' })
  search?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'One query; pages are asked until all its rows are there, see `extent`.',
  })
  document?: string | null;
  @Field(() => String, { nullable: true, description: 'Name of a published query, in place of the document.' })
  documentId?: string | null;
  @Field(() => String, { nullable: true, description: 'Variables of the document as JSON.' })
  variables?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Response key of the list or groups that is taken; the first when left out.',
  })
  root?: string | null;
  @Field(() => enumType('ExportExtent') as never, {
    nullable: true,
    description:
      'Of a document. ALL, also when left out: all rows, whatever page it asks. AS_ASKED: as many as its `first` or `last` says, from where its other arguments say, such as the ten largest groups; all where it says neither.',
  })
  extent?: ExportExtent | null;
}

/** Files to take away, made beside other work. */
@Resolver()
export class ExportResolver {
  @Authorized()
  @Mutation(() => ExportJobPayload, {
    description:
      'Begins an export. Follow it by `exportJob(id)`; when it is DONE, its owner fetches `GET /exports/jobs/<id>` until it expires.',
  })
  async startExport(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', ExportInputType, 'What to export.') input: ExportInputType,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    const named = input.documentId ? await publishedQuery(ctx, input.documentId) : null;
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) =>
      startExport(tx, info.schema, questionOf(input, named), input),
    );
  }

  @Authorized()
  @Mutation(() => ExportJobPayload, { description: 'Stops an export that waits or runs; nothing of it is left.' })
  cancelExport(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The export.') id: string,
  ): Promise<object> {
    return ofJob(ctx, info, id, cancelExport);
  }

  @Authorized()
  @Mutation(() => ExportJobPayload, { description: 'Gives the file of an export up before it expires.' })
  removeExport(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The export.') id: string,
  ): Promise<object> {
    return ofJob(ctx, info, id, removeExport);
  }

  @Authorized()
  @Mutation(() => ExportJobPayload, { description: 'Begins the same export anew, by the rights and records of now.' })
  repeatExport(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The export.') id: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) =>
      repeatExport(tx, info.schema, rawId(ctx, id)),
    );
  }
}

const ofJob = (
  ctx: RequestContext,
  info: GraphQLResolveInfo,
  id: string,
  work: (tx: TxContext, id: string) => Promise<string>,
): Promise<object> => mutation(ctx, { info, entity, field, input: { id } }, (tx) => work(tx, rawId(ctx, id)));
