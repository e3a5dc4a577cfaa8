import { scopeLabels, type Scope } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import { sessionCookie } from './cookie';

/** Throws unless the caller is signed in and has every scope. */
export function assertScopes(ctx: RequestContext, scopes: readonly Scope[]): void {
  // a cookie that stands for nobody was a session once: the console then keeps the work and asks to sign in over it
  if (!ctx.actor) throw new RequestError(ctx.http?.cookies[sessionCookie] ? 'SESSION_EXPIRED' : 'UNAUTHENTICATED');
  const missing = scopes.find((scope) => !ctx.actor!.scopes.has(scope));
  if (missing) throw new RequestError('FORBIDDEN', { scope: scopeLabels[missing] });
}
