import type { GraphQLResolveInfo } from 'graphql';
import type { BackupKind } from '@dossier/shared';
import { Arg, Authorized, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { BackupRun } from './backup-run.entity';
import { backupOverview, requestRun } from './backup.service';
import { BackupOverview } from './backup.types';

const BackupRunPayload = payloadType('BackupRunPayload', 'backupRun', BackupRun);
const entity = 'BackupRun';
const field = 'backupRun';
const fileDescription = 'A backup of the folder; the newest when left out.';

const ask = (ctx: RequestContext, info: GraphQLResolveInfo, kind: BackupKind, fileName: string | null = null) =>
  mutation(ctx, { info, entity, field, input: { fileName } }, (tx) => requestRun(tx, kind, fileName));

@Resolver()
export class BackupResolver {
  @Authorized('backup:read')
  @Query(() => BackupOverview, {
    nullable: true,
    description: 'How the archive is backed up, and whether that is in order; null where nothing makes backups.',
  })
  backupOverview(@Ctx() ctx: RequestContext): Promise<BackupOverview> | null {
    return ctx.backup ? backupOverview(ctx, ctx.backup) : null;
  }

  @Authorized('backup:create')
  @Mutation(() => BackupRunPayload, {
    description:
      'Makes a backup now, beside the work of others. The answer is the run; ask for it again to see how it goes.',
  })
  startBackup(@Ctx() ctx: RequestContext, @Info() info: GraphQLResolveInfo): Promise<object> {
    return ask(ctx, info, 'BACKUP');
  }

  @Authorized('backup:create')
  @Mutation(() => BackupRunPayload, { description: 'Reads a backup from end to end and checks every sum.' })
  startBackupVerification(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('fileName', () => String, { nullable: true, description: fileDescription }) fileName: string | null,
  ): Promise<object> {
    return ask(ctx, info, 'VERIFY', fileName ?? null);
  }

  @Authorized('backup:create')
  @Mutation(() => BackupRunPayload, {
    description: 'Restores a backup into a temporary database, compares it row by row, and throws it away.',
  })
  startRestoreDrill(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('fileName', () => String, { nullable: true, description: fileDescription }) fileName: string | null,
  ): Promise<object> {
    return ask(ctx, info, 'DRILL', fileName ?? null);
  }
}
