import { LRUCache } from 'lru-cache';
import type { Actor, Locale } from '../context/context';
import { hashSecret } from './secret';

/** Who a secret stands for. */
export interface Identity {
  actor: Actor;
  /** The language the person chose. */
  locale: Locale;
  /** Nothing but a new password is accepted. */
  mustChangePassword: boolean;
}

/** Looks a secret's hash up in the archive. Handed in by the assembly; the SQL is the user feature's. */
export interface IdentityStore {
  ofSession(secretHash: string, ip: string | null): Promise<Identity | null>;
  ofToken(secretHash: string, ip: string | null): Promise<Identity | 'EXPIRED' | null>;
}

type Kind = 'session' | 'token';
type Found = Identity | 'EXPIRED' | null;

/** Rights that were taken away are gone within 5 seconds in every process; the rest is for the request that is on its way. */
const ttl = 4_000;
/** By the hash of the secret, which is random: entries of two archives in one process cannot meet. */
const known = new LRUCache<string, { found: Found }>({ max: 20_000, ttl });

/** Who the secret stands for; asked of the archive at most every 4 seconds. */
export async function identify(
  store: IdentityStore,
  { kind, secret, ip }: { kind: Kind; secret: string; ip: string | null },
): Promise<Found> {
  const secretHash = hashSecret(secret);
  const entry = known.get(secretHash);
  if (entry) return entry.found;
  const found = await (kind === 'session' ? store.ofSession(secretHash, ip) : store.ofToken(secretHash, ip));
  // a secret that stands for nobody is not remembered: guesses must not push people out
  if (found) known.set(secretHash, { found });
  return found;
}

/** A session or token ended: this process forgets it at once. */
export const forgetSecret = (secretHash: string): void => void known.delete(secretHash);

/** A person's rights or password changed. */
export function forgetUser(userId: string): void {
  for (const [secretHash, { found }] of known.entries()) {
    if (found && found !== 'EXPIRED' && found.actor.userId === userId) known.delete(secretHash);
  }
}

/** Roles or departments changed: whoever asks next is looked up anew. */
export const forgetEverybody = (): void => known.clear();
