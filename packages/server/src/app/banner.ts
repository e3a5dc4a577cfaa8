import type { OneTimeSignIn } from '../features/user';
import { demoPassword, demoUsers } from '../features/user';
import { serverVersion } from '../platform/config';

export interface BannerFacts {
  address: string;
  demo: boolean;
  demoToken: string | null;
  firstAdministrator: OneTimeSignIn | null;
}

const exampleQuery =
  '{ customers(first: 3, orderBy: [{ registeredCapital: { direction: DESC } }]) { totalCount nodes { name grade } } }';

/** What the start prints: where to go and how to get in. */
export function banner({ address, demo, demoToken, firstAdministrator }: BannerFacts): string {
  const lines = ['', `  Dossier 客户档案 ${serverVersion}`, '', `  打开 · open        ${address}`];
  if (demo) {
    lines.push(`  演示账号 · demo    ${demoUsers.map((user) => user.userName).join('  ')}`);
    lines.push(`  密码 · password    ${demoPassword}`);
  }
  if (firstAdministrator) {
    lines.push('', '  首次登录（一次性密码，登录后须更改） · first sign-in (one-time password, to be changed)');
    lines.push(
      `  用户名 · user      ${firstAdministrator.userName}`,
      `  密码 · password    ${firstAdministrator.password}`,
    );
  }
  if (demoToken) {
    lines.push(
      '',
      '  试一条查询 · try a query',
      `  curl -s ${address}/graphql -H 'authorization: Bearer ${demoToken}' \\`,
    );
    lines.push(`    -H 'content-type: application/json' -d '${JSON.stringify({ query: exampleQuery })}'`);
  }
  return [...lines, ''].join('\n') + '\n';
}
