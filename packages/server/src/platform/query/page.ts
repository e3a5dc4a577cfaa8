import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import type { Filter, OrderInput } from './model';

/** Arguments of every connection. */
export interface PageArguments {
  filter?: Filter | null;
  orderBy?: readonly OrderInput[] | null;
  search?: string | null;
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  offset?: number | null;
  deleted?: boolean | null;
}

/** A checked page: `size` rows from `offset`, or next to a cursor; `backwards` reads from the end. */
export interface Page {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: string | null;
  readonly offset: number;
}

export const DEFAULT_PAGE = 50;
export const MAX_PAGE = 200;
export const MAX_OFFSET = 10_000;

/** Rows of a page where all of a list is taken anyway: an order that no index gives sorts the list once for each. */
export const MAX_EXPORT_PAGE = 2000;
const exporting = new WeakSet<RequestContext>();

/** Lets a context of ours ask for larger pages of root lists than anybody else may. */
export function withLargePages(ctx: RequestContext): RequestContext {
  exporting.add(ctx);
  return ctx;
}
/** Rows that a page of a root list may have. */
export const mostOf = (ctx: RequestContext): number => (exporting.has(ctx) ? MAX_EXPORT_PAGE : MAX_PAGE);

/** `field`: of which list, for who has to put it right. */
export function checkPage(args: PageArguments, field: string, most = MAX_PAGE): Page {
  const { first, after, last, before, offset } = args;
  const size = first ?? last ?? DEFAULT_PAGE;
  if (size < 1 || size > most) throw new RequestError('PAGE_SIZE', { field, max: most });
  if (first != null && last != null) throw new RequestError('PAGE_ARGUMENTS');
  if (after != null && before != null) throw new RequestError('PAGE_ARGUMENTS');
  if ((first != null && before != null) || (last != null && after != null)) throw new RequestError('PAGE_ARGUMENTS');
  if (offset != null && (offset < 0 || offset > MAX_OFFSET))
    throw new RequestError('OFFSET_TOO_LARGE', { field, max: MAX_OFFSET });
  if (offset && (after != null || before != null || last != null)) throw new RequestError('PAGE_ARGUMENTS');
  return { size, backwards: last != null || before != null, cursor: after ?? before ?? null, offset: offset ?? 0 };
}
