import type { ListFile } from '../features/data-export';
import type { RequestContext } from '../platform/context/context';
import type { HttpError } from '../platform/http';

/** What an export process is asked to do, one thing at a time. */
export type Order =
  | { kind: 'job'; id: string; worker: string }
  | (Pick<ListFile, 'question' | 'format'> & {
      kind: 'list';
      /** As whom: with the rights they have in the server. */
      asked: Pick<RequestContext, 'actor' | 'locale' | 'requestId' | 'ip'>;
    });

/** `go`: the bytes were taken, more may come. */
export type ToChild = Order | { kind: 'go' };

export type FromChild =
  | { kind: 'ready' }
  /** The first page of a list is read. */
  | { kind: 'begun' }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'done' }
  /** Refused, in the terms of HTTP; null: nobody foresaw it, and the process has logged it. */
  | { kind: 'failed'; refusal: Pick<HttpError, 'status' | 'code' | 'params' | 'headers'> | null };
