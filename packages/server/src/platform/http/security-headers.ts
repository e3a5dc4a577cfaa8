import type { Config } from '../config';

/** Answers of the API: nothing in them may be rendered, framed, sniffed or kept. */
export const apiHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const consolePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  // Element Plus positions its layers and the query editor (CodeMirror) its lines by inline styles
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Files of the console: only its own scripts run, nobody frames it. */
export const consoleHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': consolePolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Sent with every answer when people come by https. */
export const transportHeaders = (config: Pick<Config, 'https'>): Readonly<Record<string, string>> =>
  config.https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {};
