import './lib/node-version.mjs';

// `npm run screens [-- words of a name,words of another]`: a picture of every screen, light and dark, Chinese and English, desktop
// and phone, in shots/, and one contact sheet for each combination. `--readme` takes the few pictures of the README anew.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bringOn, openStage } from './browser/harness.mjs';
import { places } from './browser/places/index.mjs';
import { main, root, say } from './lib/run.mjs';

const given = process.argv.slice(2);
const words = given.filter((word) => word !== '--readme').join(' ');
const folder = path.join(root, 'shots');
const sizes = { desktop: { width: 1366, height: 860 }, phone: { width: 390, height: 844 } };

const readme = [
  { file: 'home', place: 'home', locale: 'zh', theme: 'light' },
  { file: 'customers', place: 'customers-filtered', locale: 'zh', theme: 'light' },
  { file: 'customer', place: 'customer', locale: 'en', theme: 'light' },
  { file: 'dashboard', place: 'dashboard', locale: 'zh', theme: 'light' },
  { file: 'workbench', place: 'workbench', locale: 'en', theme: 'dark' },
  { file: 'audit-log', place: 'audit-log', locale: 'zh', theme: 'light' },
];

await main(async () => {
  const stage = await openStage({ customers: 2000 });
  try {
    if (given.includes('--readme')) await takeReadme(stage);
    else await takeAll(stage);
  } finally {
    await stage.close();
  }
});

async function takeAll(stage) {
  const asked = words.split(',');
  const all = (await places(stage)).filter(({ name }) => asked.some((word) => name.includes(word)));
  if (!words) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [device, size] of Object.entries(sizes))
    for (const theme of ['light', 'dark'])
      for (const locale of ['zh', 'en']) {
        const combination = `${device}-${theme}-${locale}`;
        const shots = all.map(({ name }) => ({ name, file: path.join(folder, `${name}-${combination}.png`) }));
        for (const userName of new Set(all.map(signedInAs))) {
          const opened = await stage.open({ userName, theme, locale, ...size });
          for (const [at, place] of all.entries())
            if (signedInAs(place) === userName) await take(opened, place, shots[at].file);
          await opened.close();
        }
        await sheet(stage, shots, size, path.join(folder, `sheet-${combination}.png`));
        say(`shots/sheet-${combination}.png`, `${shots.length} screens`);
      }
}

async function takeReadme(stage) {
  const all = await places(stage);
  const images = path.join(root, 'docs/images');
  mkdirSync(images, { recursive: true });
  for (const { file, place, ...looks } of readme) {
    const found = all.find(({ name }) => name === place);
    const opened = await stage.open({ ...looks, ...sizes.desktop, userName: signedInAs(found) });
    await take(opened, found, path.join(images, `${file}.png`));
    await opened.close();
    say(`docs/images/${file}.png`, place);
  }
}

function signedInAs({ userName = 'manager' }) {
  return userName;
}

async function take({ page, problems }, place, file) {
  try {
    await bringOn(page, place);
  } catch (error) {
    // a screen that cannot be shown is shown as it is: the sheet is for looking
    problems.push(error.message.split('\n')[0]);
  }
  await page.screenshot({ path: file, animations: 'disabled' });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  for (const problem of problems.splice(0)) console.error(`  ! ${path.basename(file)}: ${problem}`);
}

/** All pictures of one combination on one page, small, with their names. */
async function sheet(stage, shots, { width, height }, file) {
  const { page, close } = await stage.open({ userName: null, width: 1960, height: 1000 });
  const columns = width > 600 ? 4 : 8;
  const thumb = Math.floor((1960 - 24) / columns) - 12;
  const figures = shots.map(
    ({ name, file: shot }) =>
      `<figure><img width="${thumb}" height="${Math.round((thumb * height) / width)}" src="data:image/png;base64,${readFileSync(shot, 'base64')}"><figcaption>${name}</figcaption></figure>`,
  );
  await page.setContent(
    `<style>body{margin:12px;background:#888;font:13px sans-serif;display:grid;grid-template-columns:repeat(${columns},1fr);gap:12px}figure{margin:0}img{display:block}</style>${figures.join('')}`,
    { waitUntil: 'load' },
  );
  await page.screenshot({ path: file, fullPage: true });
  await close();
}
