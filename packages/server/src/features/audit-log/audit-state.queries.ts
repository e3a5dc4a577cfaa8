import { missingGuards } from '../../platform/audit/guards';
import { problemText } from '../../platform/audit/problem-text';
import { readHead } from '../../platform/audit/sealer';
import { waitingRows } from '../../platform/audit/verify';
import type { RequestContext } from '../../platform/context/context';
import { isDead } from './audit-check.service';
import { lastChecks, type Check } from './audit-check.store';
import type { AuditCheck, AuditState } from './audit-log.types';

/** How far the log is sealed, anchored and verified. */
export async function auditState(ctx: RequestContext): Promise<AuditState> {
  const { read } = ctx.db;
  const head = await readHead(ctx.db);
  const waiting = await waitingRows(ctx.db);
  const [anchored] = await read.query<{ n: number; at: string }>(
    'SELECT anchored_sequence AS n, anchored_at AS at FROM audit_chain WHERE anchored_sequence > 0',
  );
  const [last] = await lastChecks(read);
  return {
    sealedTo: head?.sequence ?? 0,
    sealedAt: head && head.sequence > 0 ? head.sealedAt : null,
    ...waiting,
    anchoredTo: anchored ? Number(anchored.n) : null,
    anchoredAt: anchored?.at ?? null,
    guarded: (await missingGuards(ctx.db)).length === 0,
    check: last ? await shown(ctx, last) : null,
  };
}

async function shown(ctx: RequestContext, check: Check): Promise<AuditCheck> {
  const [person] = await ctx.db.read.query<{ name: string }>('SELECT name FROM user_account WHERE id = ?', [
    check.startedById,
  ]);
  return {
    startedAt: check.startedAt,
    startedBy: person?.name ?? null,
    finishedAt: check.finishedAt,
    state: isDead(check, ctx.clock.now()) ? 'FAILED' : check.state,
    checked: check.checked,
    total: check.total,
    anchors: check.anchors,
    problem: check.problem && problemText(check.problem, ctx.locale),
    problemRow: check.problem?.id ? `chg_${check.problem.id}` : null,
  };
}
