import { type Exchange, type Route } from '../../platform/http';
import { beginSingleSignOn, endSingleSignOn, SingleSignOnFailure } from './oidc.service';

type Warn = (details: object, message: string) => void;

/** The way to the identity provider and back. What goes wrong is told on the sign-in page, by its code. */
export const oidcRoutes = (warn: Warn): readonly Route[] => [
  {
    method: 'GET',
    path: '/auth/oidc',
    access: 'public',
    handle: (exchange) =>
      orProblem(
        exchange,
        warn,
        async ({ ctx, url }) => (await beginSingleSignOn(ctx, url.searchParams.get('to'))).href,
      ),
  },
  {
    method: 'GET',
    path: '/auth/oidc/callback',
    access: 'public',
    handle: (exchange) => orProblem(exchange, warn, ({ ctx, url }) => endSingleSignOn(ctx, url.searchParams)),
  },
];

async function orProblem(exchange: Exchange, warn: Warn, work: (exchange: Exchange) => Promise<string>): Promise<void> {
  let location: string;
  try {
    location = await work(exchange);
  } catch (error) {
    if (!(error instanceof SingleSignOnFailure)) throw error;
    const { code } = error.fault.errors[0]!;
    warn({ requestId: exchange.requestId, code, err: error.cause }, 'single sign-on failed');
    location = `/sign-in?problem=${code}`;
  }
  exchange.res.writeHead(303, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}
