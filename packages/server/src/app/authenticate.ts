import type { IncomingMessage } from 'node:http';
import { identify, sessionCookie, type Identity, type IdentityStore } from '../platform/auth';
import { HttpError, type RequestFacts } from '../platform/http';

/** A token that opens nothing: as much of it as lists of tokens show, so that its owner can be found. */
export interface RefusedToken {
  code: 'TOKEN_EXPIRED' | 'TOKEN_INVALID';
  beginning: string | null;
}

/** Who sent the request: by token if it carries one, else by session; null for strangers. A token that is not good is an error, not a stranger. */
export async function authenticate(
  store: IdentityStore,
  req: IncomingMessage,
  { cookies, ip }: RequestFacts,
  onRefused: (refused: RefusedToken) => Promise<void>,
): Promise<Identity | null> {
  const bearer = /^bearer\b\s*(.*)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const found = bearer.length <= 200 ? await identify(store, { kind: 'token', secret: bearer, ip }) : null;
    if (found && found !== 'EXPIRED') return found;
    const code = found === 'EXPIRED' ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID';
    await onRefused({ code, beginning: /^dos_.{6}/.exec(bearer)?.[0] ?? null });
    throw new HttpError(401, code, {}, { 'www-authenticate': 'Bearer realm="dossier"' });
  }
  const secret = cookies[sessionCookie];
  if (!secret || secret.length > 200) return null;
  const found = await identify(store, { kind: 'session', secret, ip });
  return found === 'EXPIRED' ? null : found;
}
