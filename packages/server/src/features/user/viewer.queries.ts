import { hashSecret } from '../../platform/auth';
import { serverVersion } from '../../platform/config';
import type { Actor, RequestContext } from '../../platform/context/context';
import { demoUsers } from './demo-users';
import { identityStore } from './session.store';
import type { Viewer } from './viewer.types';

/** The viewer for this actor. */
export async function viewerOf(ctx: RequestContext, actor: Actor | null = ctx.actor): Promise<Viewer> {
  const preferences = actor ? await preferencesOf(ctx, actor.userId) : null;
  return {
    actor,
    scopes: [...(actor?.scopes ?? [])].sort(),
    locale: preferences?.locale ?? (ctx.locale === 'en' ? 'EN' : 'ZH'),
    theme: preferences?.theme ?? 'SYSTEM',
    mustChangePassword: preferences?.must_change ?? false,
    demo: ctx.demo,
    demoUsers: ctx.demo ? [...demoUsers] : [],
    version: actor ? serverVersion : null,
  };
}

/** The viewer of a session that has just begun. */
export async function viewerOfSecret(ctx: RequestContext, secret: string): Promise<Viewer> {
  const identity = await identityStore(ctx, () => undefined).ofSession(hashSecret(secret));
  return viewerOf(ctx, identity?.actor ?? null);
}

interface Preferences {
  locale: string | null;
  theme: string | null;
  must_change: boolean;
}

async function preferencesOf(ctx: RequestContext, userId: string): Promise<Preferences | null> {
  const [row] = await ctx.db.read.query<Omit<Preferences, 'must_change'> & { must_change: number | null }>(
    'SELECT u.locale, u.theme, c.must_change FROM user_account u LEFT JOIN user_credential c ON c.user_id = u.id WHERE u.id = ?',
    [userId],
  );
  return row ? { ...row, must_change: Number(row.must_change) === 1 } : null;
}
