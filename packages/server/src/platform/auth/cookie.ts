export const sessionCookie = 'dossier_session';

/** The session cookie: no script reads it, other sites' forms do not send it. Over https the server adds `Secure`. */
export const sessionCookieText = (secret: string, maxAgeSeconds: number): string =>
  `${sessionCookie}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;

/** Takes the cookie back. */
export const endSessionCookie = (): string => sessionCookieText('', 0);
