/** Separation of duties (三员分立, ADR 19): who may hand out which rights, and which do not go together in one person. */
import { scopeLabels, type RoleRights, type Scope } from './permissions';
import { label, type Label } from './dictionary';
import { fieldError, type FieldError } from './field-error';
import { rangedResources, type Range, type RangedResource } from './rights';

/** Who handles these scopes watches over the others: reads the log, hands out what is guarded. */
const overseeing: ReadonlySet<Scope> = new Set<Scope>(['audit:read', 'security:grant']);
/** What only a security officer hands out, whoever else has it. */
export const guardedScopes: ReadonlySet<Scope> = new Set<Scope>([...overseeing, 'secret:reveal']);

/** Reading, what one keeps for oneself (tokens, views, queries) and what is guarded leave no work that somebody else would have to watch. */
const acting = (scope: Scope): boolean => !/:read$|^(apiToken|view|query):/.test(scope) && !guardedScopes.has(scope);

export const oversees = (scopes: Iterable<Scope>): boolean => [...scopes].some((scope) => overseeing.has(scope));

/** What is asked of whoever hands out: nothing but their own rights. Null: the archive itself, or somebody at the server. */
export interface Giver {
  roles: readonly string[];
  scopes: ReadonlySet<Scope>;
  ranges: Readonly<Record<RangedResource, readonly Range[]>>;
}

/** `person`: an existing role is given to somebody; `content`: what a role says is changed, or a token is made. */
export type GrantAct = 'person' | 'content';

/**
 * The scopes that the giver may not hand out. Guarded ones take `security:grant`. Others one must have oneself; a security officer
 * gives people whatever roles there are, but writes no others into a role than guarded ones.
 */
export function notGrantable(giver: Giver, wanted: Iterable<Scope>, act: GrantAct): Scope[] {
  const officer = giver.scopes.has('security:grant');
  return [...wanted].filter((scope) =>
    guardedScopes.has(scope) ? !officer : !(giver.scopes.has(scope) || (officer && act === 'person')),
  );
}

/** The range reaches no further than one of the giver's. */
export function withinReach(own: readonly Range[], wanted: Range): boolean {
  if (wanted === 'OWN' || own.includes('ALL') || own.includes(wanted)) return true;
  return wanted === 'DEPARTMENT' && own.includes('DEPARTMENT_TREE');
}

/** Names of scopes in both languages. */
export const scopeNames = (scopes: Iterable<Scope>): Label => {
  const labels = [...scopes].map((scope) => scopeLabels[scope]);
  return label(labels.map(({ zh }) => zh).join('、'), labels.map(({ en }) => en).join(', '));
};

/** Why these scopes cannot be handed out; null when they can. */
export function grantFault(giver: Giver, wanted: Iterable<Scope>, act: GrantAct, path: string[]): FieldError | null {
  const refused = notGrantable(giver, wanted, act);
  if (refused.length === 0) return null;
  const guarded = refused.filter((scope) => guardedScopes.has(scope));
  return guarded.length > 0
    ? fieldError('GRANT_GUARDED', path, { scopes: scopeNames(guarded) })
    : fieldError('GRANT_BEYOND_OWN', path, { scopes: scopeNames(refused) });
}

/** Why a person with these roles may not be given this one; null when they may. */
export function roleGrantFault(
  giver: Giver,
  { scopes, ranges }: Pick<RoleRights, 'scopes' | 'ranges'>,
  path: string[],
): FieldError | null {
  const fault = grantFault(giver, scopes, 'person', path);
  if (fault || giver.scopes.has('security:grant')) return fault;
  const beyond = rangedResources.some((resource) => !withinReach(giver.ranges[resource], ranges[resource]));
  return beyond ? fieldError('GRANT_RANGE', path) : null;
}

/** Whoever watches over the others does not do their work: overseeing and acting scopes are two people's. */
export function mixedDuties(scopes: Iterable<Scope>, path: string[]): FieldError | null {
  const all = [...new Set(scopes)];
  const acts = all.filter(acting);
  const watches = all.filter((scope) => overseeing.has(scope));
  if (acts.length === 0 || watches.length === 0) return null;
  const few = acts.slice(0, 3);
  const more = acts.length > few.length ? label(' 等', ' …') : label('', '');
  const names = scopeNames(few);
  return fieldError('DUTIES_MIXED', path, {
    watches: scopeNames(watches),
    acts: label(names.zh + more.zh, names.en + more.en),
  });
}
