import type { FileOrder, ListFile, Made, Progress } from '../features/data-export';
import type { RequestContext } from '../platform/context/context';
import type { HttpError } from '../platform/http';

/** As whom: with the rights they have in the server. */
export type Asked = Pick<RequestContext, 'actor' | 'locale' | 'requestId' | 'ip' | 'operationId'>;

/** What an export process is asked to do, one thing at a time. */
export type Order = { asked: Asked } & (
  ({ kind: 'file' } & Omit<FileOrder, 'ctx'>) | ({ kind: 'list' } & Pick<ListFile, 'question' | 'format'>)
);

/** `go`: the bytes were taken, more may come. `end`: there is nothing to do. */
export type ToChild = Order | { kind: 'go' } | { kind: 'end' };

export type FromChild =
  | { kind: 'ready' }
  /** How far a file is; every second, whether or not it got further. */
  | { kind: 'progress'; progress: Progress }
  /** The first page of a list is read. */
  | { kind: 'begun' }
  | { kind: 'bytes'; bytes: Uint8Array }
  /** `made`: of a file. */
  | { kind: 'done'; made?: Made }
  /** Refused, in the terms of HTTP; null: nobody foresaw it, and the process has logged it. */
  | { kind: 'failed'; refusal: Pick<HttpError, 'status' | 'code' | 'params' | 'headers'> | null };
