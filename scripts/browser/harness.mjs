import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { prepare } from '../lib/prepare.mjs';
import { StepError } from '../lib/run.mjs';
import { ask, signIn, startArchive } from '../lib/server-process.mjs';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

/** A built archive with a few demo customers in a temporary folder, and a browser to look at it with. */
export async function openStage({ customers = 200 } = {}) {
  await prepare();
  const executablePath = browsers.find((file) => file && existsSync(file));
  if (!executablePath) throw new StepError('no Chromium found: install it, or name its file in CHROMIUM');
  const folder = mkdtempSync(path.join(tmpdir(), 'dossier-browser-'));
  const server = await startArchive({
    dataDir: path.join(folder, 'data'),
    env: { DATABASE_URL: '', DOSSIER_DEMO: String(customers) },
  });
  await seeded(server.url, customers);
  const browser = await chromium.launch({ executablePath, args: flags });
  return {
    url: server.url,
    folder,
    ask: async (userName, query, variables) =>
      (await ask(server.url, await signIn(server.url, userName), query, variables)).data,
    signIn: (options) => signInFor(server.url, options),
    open: (options) => openPage(browser, server.url, options),
    async close() {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first 200 customers are there at once, the others follow. */
async function seeded(url, customers) {
  const cookie = await signIn(url, 'admin');
  for (;;) {
    const { data } = await ask(url, cookie, '{ customers { totalCount } }');
    if (data.customers.totalCount >= customers) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Signs somebody in who likes the console to look so; resolves with the cookie. */
async function signInFor(url, { userName, locale, theme }) {
  const cookie = await signIn(url, userName);
  await ask(
    url,
    cookie,
    'mutation($locale: UserLocale, $theme: UserTheme) { updatePreferences(locale: $locale, theme: $theme) { viewer { locale } } }',
    { locale: locale.toUpperCase(), theme: theme.toUpperCase() },
  );
  return cookie;
}

/**
 * A page of its own session, or of the one given as `cookie`. `userName: null` is somebody who has not signed in. Faults of the
 * page are gathered in `problems`.
 */
async function openPage(
  browser,
  url,
  { userName = 'manager', cookie, locale = 'zh', theme = 'light', width = 1366, height = 860 } = {},
) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    locale: locale === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  if (userName) {
    const [name, ...value] = (cookie ?? (await signInFor(url, { userName, locale, theme }))).split('=');
    await context.addCookies([{ name, value: value.join('='), url }]);
  } else {
    // before anybody has signed in the browser itself remembers
    await context.addInitScript((looks) => localStorage.setItem('dossier.preferences', JSON.stringify(looks)), {
      locale,
      theme,
    });
  }
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems = [];
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  page.on(
    'response',
    (response) => response.status() >= 500 && problems.push(`${response.status()} ${response.url()}`),
  );
  return { page, problems, context, close: () => context.close() };
}

/** Goes to a place of the console and waits until nothing loads any more. */
export async function visit(page, place) {
  await page.goto(place);
  await settled(page);
}

/** Goes to one of the places and brings on what lies over it. `waits`: the page goes on waiting for the person. */
export async function bringOn(page, { path: address, before, open, waits }) {
  await before?.(page);
  await visit(page, address);
  if (!open) return;
  await open(page);
  if (!waits) await settled(page);
}

/** No request under way, no skeleton on screen, fonts there. */
export async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('.skeleton, .el-skeleton, [aria-busy="true"]'));
  await page.evaluate(() => document.fonts.ready);
}

/** Takes one of a group of radios by its words, as a person does: a click on what is seen, once it stands still. */
export async function choose(scope, words) {
  const radio = scope.locator('label.el-radio').filter({ hasText: words });
  await radio.click();
  await radio.and(scope.locator('.is-checked')).waitFor();
}

/** Opens the select that an input (found by its label or id) belongs to, and takes one of its options. */
export async function select(scope, input, option) {
  await scope.locator('.el-select').filter({ has: input }).click();
  await scope.page().getByRole('option', { name: option }).click();
}

/** Serious and critical findings of axe, one line each. */
export async function accessibilityFaults(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes
          .slice(0, 4)
          .map((node) => `  ${node.target.join(' ')}  ${node.html.slice(0, 140)}`)
          .join('\n')}`,
    );
}
