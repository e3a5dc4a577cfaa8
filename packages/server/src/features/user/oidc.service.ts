import { hashPassword, newSecret, openSealed, sealText, type OidcSettings } from '../../platform/auth';
import type { RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { credentialOf, findCredential, type Credential } from './credential.store';
import { linkIdentity, userOfIdentity, type Identity } from './identity.store';
import { authorizationUrl, claimsOf, ProviderAway, type Begun, type Claims } from './oidc.client';
import { beginSession, failed } from './sign-in.service';
import { traceUser } from './trace';
import { insertUser } from './user.service';

const cookieName = 'dossier_sso';
/** Long enough to find one's second factor at the provider. */
const patienceSeconds = 600;
const purpose = 'single sign-on';

/** What the browser keeps while the person is at the provider: nobody else's answer fits it. */
interface Waiting extends Begun {
  /** Where the person wanted to go: a path of the console. */
  to: string;
  at: number;
}

const cookieText = (value: string, maxAge: number): string =>
  `${cookieName}=${value}; Path=/auth/oidc; HttpOnly; SameSite=Lax; Max-Age=${maxAge}`;

/** Only paths of this console. */
export const localPath = (to: string | null): string => (to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : '/');

/** Why a sign-in went wrong, for the person; `cause` is for the operator's log. */
export class SingleSignOnFailure extends Error {
  constructor(
    readonly fault: UserFault,
    cause?: unknown,
  ) {
    super(fault.message, { cause });
  }
}

function settingsOf(ctx: RequestContext): OidcSettings {
  if (!ctx.signIn.oidc) throw new SingleSignOnFailure(fault('SSO_OFF'));
  return ctx.signIn.oidc;
}

/** Sends the person to the provider: returns its address. */
export async function beginSingleSignOn(ctx: RequestContext, to: string | null): Promise<URL> {
  const settings = settingsOf(ctx);
  const { url, begun } = await authorizationUrl(settings).catch((error: unknown) => {
    throw new SingleSignOnFailure(fault(error instanceof ProviderAway ? 'SSO_UNREACHABLE' : 'SSO_FAILED'), error);
  });
  const waiting: Waiting = { ...begun, to: localPath(to), at: ctx.clock.now().getTime() };
  const sealed = sealText(ctx.cursorKey, purpose, settings.issuer.href, JSON.stringify(waiting));
  ctx.http?.setCookie(cookieText(sealed, patienceSeconds));
  return url;
}

/** The person is back from the provider: begins the session and returns the path to go on to. */
export async function endSingleSignOn(ctx: RequestContext, query: URLSearchParams): Promise<string> {
  const settings = settingsOf(ctx);
  const waiting = waitingOf(ctx, settings);
  ctx.http?.setCookie(cookieText('', 0));
  if (!waiting || query.get('state') !== waiting.state) throw new SingleSignOnFailure(fault('SSO_EXPIRED'));
  if (query.has('error')) throw await refused(ctx, '', 'SSO_DENIED', query.get('error'));
  const claims = await claimsOf(settings, query.toString(), waiting).catch(async (error: unknown) => {
    throw await refused(ctx, '', error instanceof ProviderAway ? 'SSO_UNREACHABLE' : 'SSO_FAILED', error);
  });
  const person = await personOf(ctx, settings, claims);
  if (!person.credential.active) throw await refused(ctx, person.userName, 'USER_INACTIVE');
  await begin(ctx, person);
  return waiting.to;
}

interface Person {
  credential: Credential;
  /** As the provider gave it; empty where it gave none, which a linked person does not need. */
  userName: string;
  identity: Identity;
  /** Found by the name: to be linked. */
  unlinked: boolean;
}

/** Whom the claims are about: by issuer and subject once linked, before that by the name the organisation assigns. */
async function personOf(ctx: RequestContext, settings: OidcSettings, claims: Claims): Promise<Person> {
  const identity = { issuer: claims.iss, subject: claims.sub };
  // what OpenID Connect allows, and the table holds
  if (!/^[\x21-\x7e]{1,255}$/.test(identity.subject)) throw await refused(ctx, '', 'SSO_FAILED', 'sub');
  const userName = userNameIn(claims, settings.claim) ?? '';
  const linked = await userOfIdentity(ctx.db.read, identity);
  if (linked) {
    const credential = usable(ctx, await credentialOf(ctx.db.read, linked));
    if (!credential) throw await refused(ctx, userName, 'SSO_UNKNOWN_USER');
    return { credential, userName, identity, unlinked: false };
  }
  if (!userName) throw await refused(ctx, '', 'SSO_NO_NAME', settings.claim);
  const credential = await accountOf(ctx, userName, claims, settings.createRole);
  if (!credential) throw await refused(ctx, userName, 'SSO_UNKNOWN_USER');
  return { credential, userName, identity, unlinked: true };
}

/** Begins the session, and links the person at the first one: an account that somebody else at the provider is linked to stays theirs. */
async function begin(
  ctx: RequestContext,
  { credential: { userId }, userName, identity, unlinked }: Person,
): Promise<void> {
  const begun = { method: 'SSO', operation: 'singleSignOn' } as const;
  const done = await inTransaction(ctx, async (tx) => {
    if (unlinked) {
      if (!(await linkIdentity(tx, userId, identity))) return false;
      await traceUser(tx, 'IDENTITY', userId, { operation: 'singleSignOn', reason: 'LINK', actorId: userId });
    }
    await beginSession(tx, userId, begun);
    return true;
  });
  if (!done) throw await refused(ctx, userName, 'SSO_OTHER_PERSON');
}

function waitingOf(ctx: RequestContext, { issuer }: OidcSettings): Waiting | null {
  const sealed = ctx.http?.cookies[cookieName];
  const text = sealed ? openSealed(ctx.cursorKey, purpose, issuer.href, sealed) : null;
  if (!text) return null;
  const waiting = JSON.parse(text) as Waiting;
  return ctx.clock.now().getTime() - waiting.at > patienceSeconds * 1000 ? null : waiting;
}

/** A mail address that the provider has not verified is anybody's claim. */
function userNameIn(claims: Claims, name: string): string | null {
  const value = claims[name];
  if (typeof value !== 'string' || !value.trim()) return null;
  return name === 'email' && claims['email_verified'] === false ? null : value.trim();
}

/** Programs have tokens only, and demo people exist in demo mode only. */
const usable = (ctx: RequestContext, found: Credential | null): Credential | null =>
  !found || (found.demo && !ctx.demo) || found.service ? null : found;

/** The account of this name: a person's; made now where the operator allows it. */
async function accountOf(
  ctx: RequestContext,
  userName: string,
  claims: Claims,
  createRole: string | null,
): Promise<Credential | null> {
  const found = await findCredential(ctx.db.read, userName);
  if (found) return usable(ctx, found);
  if (!createRole) return null;
  // nobody knows the password: the account opens by single sign-on until an administrator gives it one
  const passwordHash = await hashPassword(newSecret());
  const name = typeof claims['name'] === 'string' && claims['name'].trim() ? claims['name'].trim() : userName;
  try {
    const input = { userName, name, roles: [createRole] };
    await inTransaction(ctx, (tx) => insertUser(tx, input, { passwordHash, mustChange: false }));
  } catch (error) {
    if (!(error instanceof UserFault)) throw error;
    // made at the same moment by another window, or the provider's name is none that fits here
    if (error.errors[0]?.code !== 'DUPLICATE_USER_NAME') throw await refused(ctx, userName, 'SSO_FAILED', error);
  }
  const { connection } = ctx;
  return findCredential(connection, userName);
}

async function refused(
  ctx: RequestContext,
  userName: string,
  code:
    | 'SSO_DENIED'
    | 'SSO_FAILED'
    | 'SSO_UNREACHABLE'
    | 'SSO_NO_NAME'
    | 'SSO_UNKNOWN_USER'
    | 'SSO_OTHER_PERSON'
    | 'USER_INACTIVE',
  cause?: unknown,
): Promise<SingleSignOnFailure> {
  return new SingleSignOnFailure(await failed(ctx, userName, fault(code)), cause);
}
