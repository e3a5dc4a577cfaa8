// A real OpenID provider for the tests: `node oidc-provider.fixture.mjs <redirect address>`. Whoever gives a name is that
// person; `odd` has no user name, and `p7=zhao` is the person `p7` whose user name is `zhao` today. Says its port once it listens.
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [redirectUri] = process.argv.slice(2);
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'dossier',
      client_secret: 'only for tests',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      subject_type: 'pairwise',
    },
  ],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
  // the subject is not the name that is typed in
  subjectTypes: ['pairwise'],
  pairwiseIdentifier: (_ctx, id) => `sub-${id.split('=')[0]}`,
  findAccount: (_ctx, id) => {
    const userName = id.split('=').pop();
    const named = userName !== 'odd' && { preferred_username: userName };
    return { accountId: id, claims: () => ({ sub: id, name: `单点${userName}`, ...named }) };
  },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ['only for tests'] },
});
server.on('request', provider.callback());
process.stdout.write(`${port}\n`);
