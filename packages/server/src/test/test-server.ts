import { tmpdir } from 'node:os';
import type { GraphQLSchema } from 'graphql';
import { createServer, type ArchiveServer, type ServerParts } from '../app/server';
import { hashPassword, type SignInPolicy } from '../platform/auth';
import { inTransaction } from '../platform/db/transaction';
import { putCredential } from '../features/user/credential.store';
import { silentLog } from '../platform/log';
import { openTestApp, type TestApp } from './test-app';

export const testPassword = 'correct horse battery';

export interface Answer {
  status: number;
  headers: Headers;
  /** A test reads the answer it has just asked for. */
  body: any;
}
export interface TestServer {
  app: TestApp;
  server: ArchiveServer;
  url: string;
  /** A graph request; `cookie` signs it. */
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  fetch(path: string, init?: RequestInit): Promise<Answer>;
  /** Signs in and returns the Cookie header. */
  signIn(userName: string, password?: string): Promise<string>;
  close(): Promise<void>;
}

const config: ServerParts['config'] = {
  executor: 'jit',
  compress: 'auto',
  https: false,
  trustProxy: true,
  dataDir: tmpdir(),
  timeZone: 'Asia/Shanghai',
};

export interface TestServerOptions {
  now?: () => Date;
  demo?: boolean;
  config?: Partial<ServerParts['config']>;
  schema?: GraphQLSchema;
  log?: ServerParts['log'];
  consoleFolder?: string;
  signIn?: SignInPolicy;
  port?: number;
}

/** The assembled archive behind a real HTTP server on a free port; one user per role with a known password. */
export async function openTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const app = await openTestApp({ now: options.now, signIn: options.signIn });
  const passwordHash = await hashPassword(testPassword);
  await inTransaction(app.ctx(null), async (tx) => {
    for (const { userId } of Object.values(app.actors)) {
      await putCredential(tx.connection, {
        userId,
        passwordHash,
        mustChange: false,
        now: tx.clock.now().toISOString(),
      });
    }
  });
  const server = await createServer({
    app: { ...app, demo: options.demo ?? false },
    schema: options.schema ?? app.schema,
    config: { ...config, ...options.config },
    log: options.log ?? silentLog(),
    consoleFolder: options.consoleFolder ?? '/nonexistent',
  });
  const url = `http://127.0.0.1:${await server.listen(options.port ?? 0, '127.0.0.1')}`;

  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(url + path, { redirect: 'manual', ...init });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: json && text ? JSON.parse(text) : text };
  };
  const ask: TestServer['ask'] = (query, variables, headers) =>
    send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
      body: JSON.stringify({ query, variables }),
    });
  return {
    app,
    server,
    url,
    ask,
    fetch: send,
    async signIn(userName, password = testPassword) {
      const answer = await ask(signInDocument, { userName, password });
      const cookie = answer.headers.get('set-cookie')?.split(';')[0];
      if (!cookie) throw new Error(`Not signed in: ${JSON.stringify(answer.body)}`);
      return cookie;
    },
    async close() {
      await server.close(1000);
      await app.close();
    },
  };
}

export const signInDocument = /* GraphQL */ `
  mutation SignIn($userName: String!, $password: String!) {
    signIn(userName: $userName, password: $password) {
      viewer {
        user {
          id
          userName
          name
          roles
        }
        scopes
        locale
        theme
        mustChangePassword
        version
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`;
