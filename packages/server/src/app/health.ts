import { serverVersion } from '../platform/config';
import type { Database } from '../platform/db/database';
import { sendJson, type Route } from '../platform/http';

const patienceMs = 2000;

/** For balancers and people: whether the archive can answer. Versions are for people who are signed in. */
export const healthRoute: Route = {
  method: 'GET',
  path: '/health',
  access: 'public',
  async handle({ res, ctx }) {
    const up = await answers(ctx.db);
    const versions =
      ctx.actor && up ? { version: serverVersion, node: process.versions.node, database: await ctx.db.version() } : {};
    sendJson(res, up ? 200 : 503, { status: up ? 'ok' : 'database away', ...versions });
  },
};

async function answers(db: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), patienceMs)));
  try {
    return await Promise.race([db.read.query('SELECT 1').then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
