import type { Configuration, IDToken, UserInfoResponse } from 'openid-client';
import type { OidcSettings } from '../../platform/auth';

/** The certified client, loaded only where single sign-on is used. */
const library = () => import('openid-client');

/** The provider cannot be reached, or does not describe itself. */
export class ProviderAway extends Error {}

const keepMs = 3600_000;
/** After a failure the provider is left alone for a moment: strangers can ask as often as they like. */
const pauseMs = 3_000;
const timeoutSeconds = 10;
interface Known {
  until: number;
  configuration: Promise<Configuration>;
}
const known = new WeakMap<OidcSettings, Known>();

/** What the provider says about itself; asked once an hour. */
function discover(settings: OidcSettings): Promise<Configuration> {
  const entry = known.get(settings);
  if (entry && entry.until > performance.now()) return entry.configuration;
  const configuration = ask(settings);
  const fresh = { until: performance.now() + keepMs, configuration };
  known.set(settings, fresh);
  configuration.catch(() => (fresh.until = performance.now() + pauseMs));
  return configuration;
}

async function ask({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const client = await library();
  // the settings take plain http for providers on this machine only
  const execute = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  try {
    return await client.discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: timeoutSeconds });
  } catch (error) {
    throw new ProviderAway('The provider of single sign-on does not describe itself', { cause: error });
  }
}

/** What a sign-in that has begun must be met with; kept by the browser, sealed. */
export interface Begun {
  state: string;
  nonce: string;
  verifier: string;
}

/** Address of the provider where the person signs in, and what the answer must fit. */
export async function authorizationUrl(settings: OidcSettings): Promise<{ url: URL; begun: Begun }> {
  const client = await library();
  const configuration = await discover(settings);
  const begun = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: settings.redirectUri,
    scope: settings.scope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  });
  return { url, begun };
}

export type Claims = IDToken & Partial<UserInfoResponse>;

/** Exchanges the code for the claims about the person; signature, issuer, audience, state and nonce are verified on the way. */
export async function claimsOf(settings: OidcSettings, query: string, begun: Begun): Promise<Claims> {
  const client = await library();
  const configuration = await discover(settings);
  const answered = new URL(settings.redirectUri);
  answered.search = query;
  const tokens = await client.authorizationCodeGrant(configuration, answered, {
    pkceCodeVerifier: begun.verifier,
    expectedState: begun.state,
    expectedNonce: begun.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims()!;
  if (claims[settings.claim] !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims;
  return { ...claims, ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)) };
}
