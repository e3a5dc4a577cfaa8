import type { IncomingMessage } from 'node:http';
import { scopeLabels } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import { sessionCookie } from '../auth/cookie';
import { HttpError } from './http-error';
import type { Route } from './router';

/** What a page of another site cannot send without asking first: a header of ours, or a body type that forms do not have. */
export function isSameSite(req: IncomingMessage): boolean {
  // not any Authorization: browsers add Basic to forged requests by themselves
  if (req.headers['x-requested-with'] || /^bearer /i.test(req.headers.authorization ?? '')) return true;
  return /^application\/(json|graphql-response\+json)\b/i.test(req.headers['content-type'] ?? '');
}

/** Throws unless the caller may use the route. */
export function assertAccess(route: Route, req: IncomingMessage, ctx: RequestContext): void {
  if (route.method !== 'GET' && !isSameSite(req)) throw new HttpError(403, 'CSRF');
  if (route.access === 'public') return;
  if (ctx.actor?.persistedOnly) throw new HttpError(403, 'PERSISTED_ONLY');
  if (!ctx.actor) throw new HttpError(401, ctx.http?.cookies[sessionCookie] ? 'SESSION_EXPIRED' : 'UNAUTHENTICATED');
  if (route.access !== 'signed-in' && !ctx.actor.scopes.has(route.access))
    throw new HttpError(403, 'FORBIDDEN', { scope: scopeLabels[route.access] });
}
