import type { FieldRights, RangedResource, Reach, Scope } from '@dossier/shared';

export type Locale = 'zh' | 'en';

/** Who acts. Roles and rights are resolved once per request. */
export interface Actor {
  /** Raw 26-character id. */
  userId: string;
  name: string;
  userName: string;
  /** Codes. */
  roles: readonly string[];
  scopes: ReadonlySet<Scope>;
  /** Which records, by who looks after them. */
  reach: Reach;
  /** Kinds of record whose customers in reach were few when the person was looked up; for plans alone. */
  fewIn?: ReadonlySet<RangedResource>;
  /** How far into their fields. */
  fieldRights: FieldRights;
  /** Somebody else who looks through this person's eyes: nothing can be changed meanwhile. */
  viewedBy?: Actor;
  via: 'session' | 'token' | 'cli';
  /** A token that runs published queries by name and nothing else. */
  persistedOnly?: boolean;
  sessionId?: string;
}

/** Who asks: whoever looks through somebody's eyes, not that person. */
export const askerOf = (actor: Actor | null): string | undefined => actor?.viewedBy?.userId ?? actor?.userId;

/** Time, injectable for tests. `today` is the calendar date in the business time zone. */
export interface Clock {
  /** IANA name of the business time zone. */
  readonly timeZone: string;
  now(): Date;
  today(): string;
  /** The instant (ISO, UTC) at which a calendar date begins in the business time zone; with `next`, the date after it. */
  startOf(date: string, next?: boolean): string;
}
