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
    // every role has scopes; they are withheld until the one-time password is replaced
    mustChangePassword: actor !== null && actor.scopes.size === 0,
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
}

async function preferencesOf(ctx: RequestContext, userId: string): Promise<Preferences | null> {
  const [row] = await ctx.db.read.query<Preferences>('SELECT locale, theme FROM user_account WHERE id = ?', [userId]);
  return row ?? null;
}
