import type { Scope } from '@dossier/shared';
import type { Exchange } from './exchange';

/** A door beside the graph, for bytes and probes. Features register theirs. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** `/imports/:id/errors`; a `:name` takes one segment. */
  path: string;
  /** Who may: a scope, anybody signed in, or everybody. */
  access: Scope | 'signed-in' | 'public';
  handle(exchange: Exchange): Promise<void> | void;
}

export type Match =
  { kind: 'route'; route: Route; params: Record<string, string> } | { kind: 'method'; allowed: string[] } | null;

interface Entry {
  route: Route;
  segments: string[];
}

/** Finds the route of a path; knows nothing of what it does. */
export class Router {
  private readonly byRoot = new Map<string, Entry[]>();

  /** `reserved`: first segments of the API that have no route yet. */
  constructor(routes: readonly Route[], reserved: readonly string[] = []) {
    for (const root of reserved) this.byRoot.set(root, []);
    for (const route of routes) {
      const segments = split(route.path);
      const root = segments[0] ?? '';
      this.byRoot.set(root, [...(this.byRoot.get(root) ?? []), { route, segments }]);
    }
  }

  /** The first segment belongs to the API: what does not match below it is an error, not a page of the console. */
  owns(pathname: string): boolean {
    return this.byRoot.has(split(pathname)[0] ?? '');
  }

  match(method: string, pathname: string): Match {
    const segments = split(pathname);
    const allowed: string[] = [];
    for (const entry of this.byRoot.get(segments[0] ?? '') ?? []) {
      const params = paramsOf(entry.segments, segments);
      if (!params) continue;
      if (entry.route.method === method) return { kind: 'route', route: entry.route, params };
      allowed.push(entry.route.method);
    }
    return allowed.length > 0 ? { kind: 'method', allowed } : null;
  }
}

const split = (path: string): string[] => path.split('/').filter(Boolean);

function paramsOf(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i]!;
    if (!part.startsWith(':')) {
      if (part !== segment) return null;
    } else {
      const value = decode(segment);
      if (value === null) return null;
      params[part.slice(1)] = value;
    }
  }
  return params;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
