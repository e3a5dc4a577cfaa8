import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { consoleHeaders } from './security-headers';

export type StaticFiles = (req: IncomingMessage, res: ServerResponse, notFound: () => void) => void;

/**
 * The built console: hashed assets are kept for ever, the page itself is asked for anew, unknown paths get the page (it has its
 * own routes). Compressed forms are made by the build.
 */
export function staticFiles(folder: string, extraHeaders: Readonly<Record<string, string>>): StaticFiles {
  if (!existsSync(path.join(folder, 'index.html'))) return unbuilt;
  return sirv(folder, {
    // looks at the disk for each file: a build under a running server must give a 404, not a stream that fails
    dev: true,
    single: true,
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(res, pathname) {
      for (const [name, value] of Object.entries({ ...consoleHeaders, ...extraHeaders })) res.setHeader(name, value);
      res.setHeader(
        'cache-control',
        pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}

const unbuilt: StaticFiles = (req, res, notFound) => {
  if (req.url !== '/') return notFound();
  res.writeHead(404, { ...consoleHeaders, 'content-type': 'text/plain; charset=utf-8' });
  res.end('控制台尚未构建，请运行 npm run build\nThe console is not built; run npm run build\n');
};
