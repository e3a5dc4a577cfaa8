import { Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { answer } from '../../platform/graphql/payload';
import { startCheck } from './audit-check.service';
import { AuditState, AuditStatePayload } from './audit-log.types';
import { auditState } from './audit-state.queries';

/** The state of the operation log; its rows are read as `changes`. */
@Resolver()
export class AuditLogResolver {
  @Authorized('audit:read')
  @Query(() => AuditState, { description: 'How far the operation log is sealed, anchored and verified.' })
  auditState(@Ctx() ctx: RequestContext): Promise<AuditState> {
    return auditState(ctx);
  }

  @Authorized('audit:read')
  @Mutation(() => AuditStatePayload, {
    description: 'Begins to verify the whole chain; `auditState` tells how far it is and what was found.',
  })
  verifyAudit(@Ctx() ctx: RequestContext): Promise<object> {
    return answer(ctx, async () => (await startCheck(ctx), { auditState: await auditState(ctx) }), {
      auditState: null,
    });
  }
}
