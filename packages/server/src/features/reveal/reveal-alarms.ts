import type { RequestContext } from '../../platform/context/context';

/** Somebody revealed many values in a short time. */
export interface RevealAlarm {
  at: string;
  person: string;
  count: number;
}

const days = 7;
const most = 5;

/** The latest alarms, for those who watch over the archive: who reads the log, and who looks after its people. */
export async function revealAlarms(ctx: RequestContext): Promise<RevealAlarm[]> {
  const scopes = ctx.actor?.scopes;
  if (!scopes?.has('audit:read') && !scopes?.has('user:update')) return [];
  const since = new Date(ctx.clock.now().getTime() - days * 86_400_000).toISOString();
  const rows = await ctx.connection.query<{ at: string; person: string | null; changes: string | null }>(
    `SELECT e.at AS at, u.name AS person, e.changes AS changes FROM audit_event e LEFT JOIN user_account u ON u.id = e.actor_id
     WHERE e.verb = 'REVEAL_ALARM' AND e.at > ? ORDER BY e.at DESC LIMIT ${most}`,
    [since],
  );
  return rows.map(({ at, person, changes }) => {
    const [change] = JSON.parse(changes ?? '[]') as { after: string | null }[];
    return { at, person: person ?? '', count: Number(change?.after ?? 0) };
  });
}
