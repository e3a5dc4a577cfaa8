import type { Config } from '../config';

export const sessionCookie = 'dossier_session';

/** The session cookie: no script reads it, other sites' forms do not send it. It ends with the browser; the server decides when it really ends. */
export function sessionCookieText(secret: string, maxAgeSeconds: number, config: Pick<Config, 'https'>): string {
  const parts = [`${sessionCookie}=${secret}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${maxAgeSeconds}`];
  return (config.https ? [...parts, 'Secure'] : parts).join('; ');
}

/** Takes the cookie back. */
export const endSessionCookie = (config: Pick<Config, 'https'>): string => sessionCookieText('', 0, config);
