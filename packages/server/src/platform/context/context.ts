import type { Tally } from '../audit/tally';
import type { SignInPolicy } from '../auth/policy';
import type { BackupConfig } from '../config';
import type { Database, HeavyLane, Queryable } from '../db/database';
import type { Budget } from '../query/budget';
import type { Models } from '../query/models';
import type { Keyring } from '../secret/keyring';
import { askerOf, type Actor, type Clock, type Locale } from './actor';

export type { Actor, Clock, Locale };

/** Event name → names of the subscribers that want it. */
export type SubscriberIndex = ReadonlyMap<string, readonly string[]>;

/** What a running archive shares between requests. */
export interface App {
  readonly db: Database;
  readonly models: Models;
  readonly clock: Clock;
  /** Signs and verifies cursors. */
  readonly cursorKey: Buffer;
  /** Keys of sealed values. */
  readonly secrets: Keyring;
  readonly subscribers: SubscriberIndex;
  /** Demo mode: demo users and role switch exist. */
  readonly demo: boolean;
  readonly signIn: SignInPolicy;
  /** How many sealed values one person may reveal in an hour. */
  readonly revealsPerHour: number;
  /** Counts what strangers can cause as often as they like, before it is logged. */
  readonly tally: Tally;
  /** What tokens may have read. */
  readonly budget: Budget;
  /** Files outside the database that tell the end of the operation log. */
  readonly anchorFiles: readonly string[];
  /** When and where backups are made; left out where nothing makes them. */
  readonly backup?: BackupConfig;
}

/** What sign-in needs of the request. */
export interface HttpPart {
  setCookie(value: string): void;
  /** Given when the caller goes away before he was answered. */
  signal(): AbortSignal;
  readonly cookies: Readonly<Record<string, string>>;
  /** What the browser says it is. */
  readonly userAgent: string | null;
}

/** What one operation carries everywhere. */
export interface RequestContext extends App {
  readonly actor: Actor | null;
  readonly requestId: string;
  readonly locale: Locale;
  /** Reads go here: the read connection, or the transaction's own inside `inTransaction`. */
  readonly connection: Queryable;
  readonly ip: string | null;
  readonly http: HttpPart | undefined;
  /** Groups the rows of one import or bulk edit in the audit trail. */
  readonly operationId: string | undefined;
  /** Where the facts come from that are written, in words: the file of an import. */
  readonly source: string | undefined;
}

/** Inside a transaction. Writers accept only this. */
export interface TxContext extends RequestContext {
  readonly tx: true;
  readonly effects: Effects;
}

/** Whether an operation is inside its transaction. */
export const isTx = (ctx: RequestContext): ctx is TxContext => (ctx as TxContext).tx === true;

/** Where a read goes: among those that take no time (`main`), or apart from them. */
export type Lane = 'main' | HeavyLane;

/**
 * The way to the database for reads of a lane. Those that look at many rows go apart and end when the caller goes away; inside a
 * transaction all see what it wrote.
 */
export const connectionIn = (ctx: RequestContext, lane: Lane): Queryable =>
  lane === 'main' || isTx(ctx)
    ? ctx.connection
    : ctx.db.heavy({ signal: ctx.http?.signal(), lane, person: askerOf(ctx.actor) });

/** Work that a transaction does once before it commits, and after. */
export interface Effects {
  /** entity name → ids of records whose search document must be rebuilt → whether the record is new. */
  searchDirty: Map<string, Map<string, boolean>>;
  afterCommit: (() => void)[];
  /** A bulk load: search documents are written, their postings by `fillPostings` at its end. */
  postingsLater?: boolean;
}

/** The context of one operation. */
export function createContext(
  app: App,
  request: Pick<RequestContext, 'actor' | 'requestId'> &
    Partial<Pick<RequestContext, 'locale' | 'ip' | 'http' | 'operationId' | 'source' | 'connection'>>,
): RequestContext {
  const { actor, requestId, locale = 'zh', ip = null, http, operationId, source, connection = app.db.read } = request;
  const {
    db,
    models,
    clock,
    cursorKey,
    secrets,
    subscribers,
    demo,
    signIn,
    revealsPerHour,
    tally,
    budget,
    anchorFiles,
    backup,
  } = app;
  // written out: it is made for every request, and spreading costs five times as much
  return {
    db,
    models,
    clock,
    cursorKey,
    secrets,
    subscribers,
    demo,
    signIn,
    revealsPerHour,
    tally,
    budget,
    anchorFiles,
    backup,
    actor,
    requestId,
    locale,
    connection,
    ip,
    http,
    operationId,
    source,
  };
}

/** The actor, or an error if nobody is signed in: for code that runs behind a scope check. */
export function actorOf(ctx: RequestContext): Actor {
  if (!ctx.actor) throw new Error('No actor behind the scope check');
  return ctx.actor;
}
