import { demoPassword } from '../../lib/server-process.mjs';
import { answered } from './answers.mjs';
import { pressFor, words } from './ways.mjs';

/** Signing in and staying signed in. Nobody's second step is really turned on: the others of the demo go on with a password. */
export const signingIn = () => [
  { name: 'sign-in', path: '/sign-in', userName: null },
  { name: 'sign-in-code', path: '/sign-in', userName: null, before: codeWanted, open: signIn },
  { name: 'session-ended', path: '/customers', userName: 'sales', picture: true, waits: true, open: ended },
  {
    name: 'settings-totp',
    picture: true,
    path: '/settings',
    open: pressFor(['设置两步验证', 'Set up two-step sign-in']),
  },
  { name: 'settings-totp-scan', path: '/settings', userName: 'sales', picture: true, open: scan },
  {
    name: 'settings-totp-recovery',
    path: '/settings',
    userName: 'sales',
    before: answered('ConfirmTotp', (data) => (data.confirmTotp = { ...data.confirmTotp, ...confirmed })),
    open: async (page) => {
      await scan(page);
      await page.locator('#totp-first').fill('123456');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('开启', 'Turn on') })
        .click();
      await page.locator('.recovery').waitFor();
    },
  },
];

const confirmed = {
  userErrors: [],
  recoveryCodes: Array.from({ length: 10 }, (_, at) => `k7mq-${2300 + at * 37}-x${at}tz`),
};

async function scan(page) {
  await pressFor(['设置两步验证', 'Set up two-step sign-in'])(page);
  await page.locator('#totp-password').fill(demoPassword);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('下一步', 'Next') })
    .click();
  await page.locator('#totp-first').waitFor();
}

/** The archive asks for the code of the second step. */
const codeWanted = (page) =>
  page.route('**/graphql', (route) =>
    route.request().postDataJSON()?.operationName === 'SignIn'
      ? route.fulfill({
          json: { data: { signIn: { __typename: 'SignInPayload', viewer: null, userErrors: [asked] } } },
        })
      : route.fallback(),
  );
const asked = {
  __typename: 'ValidationError',
  code: 'TOTP_REQUIRED',
  message: '',
  path: ['code'],
  severity: 'ERROR',
  overridable: false,
};

async function signIn(page) {
  await page.locator('#user-name').fill('credit');
  await page.locator('input[type="password"]').fill(demoPassword);
  await page.getByRole('button', { name: words('登录', 'Sign in') }).click();
  await page.locator('#totp-code').waitFor();
}

/** The session was ended elsewhere while the list was open; its next question says so. */
async function ended(page) {
  await page.route('**/graphql', (route) =>
    route.fulfill({ json: { errors: [{ message: 'ended', extensions: { code: 'SESSION_EXPIRED' } }] } }),
  );
  await page
    .getByRole('button', { name: words('刷新', 'Refresh') })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
}
