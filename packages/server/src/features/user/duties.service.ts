import {
  builtInRoles,
  fieldError,
  fieldErrorText,
  grantFault,
  mixedDuties,
  oversees,
  roleGrantFault,
  uniteRights,
  type FieldError,
  type Giver,
  type RoleName,
  type RoleRights,
  type Scope,
} from '@dossier/shared';
import { assertScopes } from '../../platform/auth';
import type { RequestContext, TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { forUpdate } from '../../platform/db/one';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { rightsOf, roleRightsOf } from '../role/role.store';
import { bears, rolesOf } from './actor.store';

/** Whose rights bound what is handed out; null for the archive itself and for whoever works at the server. */
export const giverOf = ({ actor }: Pick<RequestContext, 'actor'>): Giver | null =>
  actor && { roles: actor.roles, scopes: actor.scopes, ranges: actor.reach.ranges };

/** The one who must not be without a bearer, and how that is said. */
const keepers = {
  ADMINISTRATOR: 'LAST_ADMINISTRATOR',
  SECURITY: 'LAST_SECURITY_OFFICER',
} as const satisfies Partial<Record<RoleName, string>>;
type Keeper = keyof typeof keepers;

export interface RolesOf {
  /** Raw id; none for a person who is being made. */
  id?: string;
  before: readonly string[];
  after: readonly string[];
}

/** What speaks against these roles of a person: they do not exist, are one's own, or are not for this giver or this person to have. */
export async function roleFaults(tx: TxContext, { id, before, after }: RolesOf): Promise<FieldError[]> {
  const added = after.filter((code) => !before.includes(code));
  const taken = before.filter((code) => !after.includes(code));
  if (added.length + taken.length === 0) return [];
  if (id && id === tx.actor?.userId) return [fieldError('OWN_ROLES', ['roles'])];
  const known = await roleRightsOf(tx.connection, [...after, ...taken]);
  const at = (code: string) => ['roles', String(after.indexOf(code))];
  const unknown = after.filter((code) => !known.has(code));
  if (unknown.length > 0) return unknown.map((code) => fieldError('UNKNOWN_ROLE', at(code), { value: code }));
  const mixed = mixedDuties(uniteRights(after.map((code) => known.get(code)!)).scopes, ['roles']);
  if (mixed) return [mixed];
  const giver = giverOf(tx);
  if (!giver) return [];
  const first = added.includes('SECURITY') && (await countBearers(tx, 'SECURITY')) === 0;
  return [
    ...added.flatMap((code) =>
      first && code === 'SECURITY' ? [] : [roleGrantFault(giver, known.get(code)!, at(code))],
    ),
    ...taken.map((code) => takeFault(giver, known.get(code))),
  ].filter((one) => one !== null);
}

/** Who watches over the archive is relieved by a security officer, not by those who are watched. */
const takeFault = (giver: Giver, role: RoleRights | undefined): FieldError | null =>
  role && oversees(role.scopes)
    ? grantFault(
        giver,
        role.scopes.filter((scope) => oversees([scope])),
        'person',
        ['roles'],
      )
    : null;

export interface GrantableRoleRow {
  code: string;
  /** Why the caller cannot give it to somebody, in words; null: they can. */
  refusal: string | null;
}

/** All roles, each with the reason why the caller cannot give it to other people. */
export async function grantableRoles(ctx: RequestContext): Promise<GrantableRoleRow[]> {
  const rows = await ctx.db.read.query<{ code: string }>(
    'SELECT code FROM role WHERE deleted_at IS NULL ORDER BY code',
  );
  const codes = [...new Set([...Object.keys(builtInRoles), ...rows.map(({ code }) => code)])];
  const known = await roleRightsOf(ctx.db.read, codes);
  const giver = giverOf(ctx)!;
  const first = (await countBearers(ctx, 'SECURITY')) === 0;
  return [...known].map(([code, role]) => {
    const refused = first && code === 'SECURITY' ? null : roleGrantFault(giver, role, []);
    return { code, refusal: refused && fieldErrorText(refused, ctx.locale) };
  });
}

/** After a change of a person: somebody must be left who administers, and somebody who watches, if there was one. */
export async function assertKeepersLeft(tx: TxContext, before: Values, after: Values): Promise<void> {
  for (const role of Object.keys(keepers) as Keeper[]) {
    if (!isBearer(before, role) || isBearer(after, role)) continue;
    if ((await countBearers(tx, role)) === 0)
      throw fault(keepers[role], [after['active'] === true ? 'roles' : 'active']);
  }
}

const isBearer = (user: Values, role: Keeper): boolean =>
  ((user['roles'] as string[] | null) ?? []).includes(role) && user['active'] === true;

/**
 * Active people with the role; demo people count in demo mode only. In a transaction the rows are held: of two who strip each other
 * at the same moment the second sees what the first did.
 */
export async function countBearers(ctx: RequestContext, role: Keeper): Promise<number> {
  const rows = await ctx.connection.query(
    `SELECT u.id FROM user_account u JOIN user_credential c ON c.user_id = u.id WHERE ${bears(role)} AND u.kind = 'PERSON' AND u.active = 1 AND u.deleted_at IS NULL AND (c.demo = 0 OR ? = 1)${'tx' in ctx ? forUpdate(ctx as TxContext) : ''}`,
    [ctx.demo ? 1 : 0],
  );
  return rows.length;
}

/** What a person's roles give at this moment. */
async function scopesOf(ctx: RequestContext, id: string): Promise<ReadonlySet<Scope>> {
  const [row] = await ctx.connection.query<{ roles: string | null }>('SELECT roles FROM user_account WHERE id = ?', [
    id,
  ]);
  return row ? (await rightsOf(ctx.connection, rolesOf(row))).scopes : new Set();
}

/** The caller resets somebody's sign-in at all: asked before anybody is looked up. */
export function assertResets(ctx: RequestContext): void {
  if (!ctx.actor?.scopes.has('security:grant')) assertScopes(ctx, ['user:update']);
}

/**
 * Who may take a person's password or second factor into their hands could sign in as that person. Administrators may, except for
 * those who watch over them: these are helped by a security officer.
 */
export async function assertMayReset(ctx: RequestContext, id: string): Promise<void> {
  assertResets(ctx);
  const guarded = oversees(await scopesOf(ctx, id));
  if (guarded && !ctx.actor?.scopes.has('security:grant')) throw fault('OVERSEER_SIGN_IN');
  // a security officer looks after those who watch, and nobody else
  if (!guarded) assertScopes(ctx, ['user:update']);
}

/** A token of somebody else's account hands its scopes to whoever makes it. */
export function assertMayHandOut(ctx: RequestContext, scopes: Iterable<Scope>, path: string[]): void {
  const giver = giverOf(ctx);
  const refused = giver && grantFault(giver, scopes, 'content', path);
  if (refused) throw new UserFault([refused]);
}
