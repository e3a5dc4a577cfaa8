import { hashSecret, sessionCookie } from '../../platform/auth';
import { serverVersion } from '../../platform/config';
import type { Actor, RequestContext } from '../../platform/context/context';
import { closedFields } from '../../platform/query/rights';
import { demoUsers } from './demo-users';
import { identityStore } from './session.store';
import type { Viewer } from './viewer.types';

/** The viewer for this actor. */
export async function viewerOf(ctx: RequestContext, actor: Actor | null = ctx.actor): Promise<Viewer> {
  const state = actor ? await stateOf(ctx, actor.userId) : null;
  return {
    actor,
    scopes: [...(actor?.scopes ?? [])].sort(),
    fieldRights: closedFields(ctx, actor),
    customerRanges: actor?.reach.ranges.customer ?? [],
    today: ctx.clock.today(),
    timeZone: ctx.clock.timeZone,
    locale: state?.locale ?? (ctx.locale === 'en' ? 'EN' : 'ZH'),
    theme: state?.theme ?? 'SYSTEM',
    mustChangePassword: state?.mustChange ?? false,
    // every role has scopes; they are withheld until the second factor is on
    mustEnrolTotp: actor?.via === 'session' && !state?.mustChange && actor.scopes.size === 0,
    viewingAs: actor?.viewedBy ? { name: actor.name, viewerName: actor.viewedBy.name } : null,
    demo: ctx.demo,
    demoUsers: ctx.demo ? [...demoUsers] : [],
    singleSignOn: ctx.signIn.oidc ? { label: ctx.signIn.oidc.label } : null,
    version: actor ? serverVersion : null,
  };
}

/** The viewer of a session that has just begun. */
export async function viewerOfSecret(ctx: RequestContext, secret: string): Promise<Viewer> {
  const identity = await identityStore(ctx, () => undefined).ofSession(hashSecret(secret), ctx.ip);
  return viewerOf(ctx, identity?.actor ?? null);
}

/** The viewer with the rights of this moment: those that were withheld may just have been given. */
export async function viewerAgain(ctx: RequestContext): Promise<Viewer> {
  const secret = ctx.http?.cookies[sessionCookie];
  return secret ? viewerOfSecret(ctx, secret) : viewerOf(ctx);
}

interface State {
  locale: string | null;
  theme: string | null;
  mustChange: boolean;
}

async function stateOf(ctx: RequestContext, userId: string): Promise<State | null> {
  const [row] = await ctx.db.read.query<{ locale: string | null; theme: string | null; must_change: number | null }>(
    'SELECT u.locale, u.theme, c.must_change FROM user_account u LEFT JOIN user_credential c ON c.user_id = u.id WHERE u.id = ?',
    [userId],
  );
  return row ? { locale: row.locale, theme: row.theme, mustChange: Number(row.must_change) === 1 } : null;
}
