import './lib/node-version.mjs';

// `npm run test:browser [-- words of a name]` (`screen` for the screens alone): what people do every day, in a real browser
// against the built server; then every screen at desktop and phone width, light in Chinese and dark in English: no serious
// accessibility fault, no sideways scrolling, no fault in the console.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { accessibilityFaults, bringOn, openStage, settled } from './browser/harness.mjs';
import { asking } from './browser/asking.mjs';
import { builder } from './browser/builder.mjs';
import { contractFlows } from './browser/contracts.mjs';
import { dailyWork } from './browser/daily-work.mjs';
import { exportFlows } from './browser/exports.mjs';
import { dashboard } from './browser/dashboard.mjs';
import { fieldRightFlows } from './browser/field-rights.mjs';
import { flows } from './browser/flows.mjs';
import { revealFlows } from './browser/reveal.mjs';
import { places } from './browser/places/index.mjs';
import { scheduleFlows } from './browser/schedules.mjs';
import { boardFlows } from './browser/boards.mjs';
import { views } from './browser/views.mjs';
import { workbench } from './browser/workbench.mjs';
import { main, root } from './lib/run.mjs';
import { Tally } from './lib/tally.mjs';

const words = process.argv.slice(2).join(' ');
/** Both themes and both languages, each once: colours are those of a theme, labels those of a language. */
const allLooks = [
  { theme: 'light', locale: 'zh' },
  { theme: 'dark', locale: 'en' },
];
const wanted = ({ name }) => name.includes(words);

await main(async () => {
  const tally = new Tally();
  const stage = await openStage();
  try {
    for (const flow of [
      ...flows,
      ...dailyWork,
      ...asking,
      ...contractFlows,
      ...fieldRightFlows,
      ...exportFlows,
      ...revealFlows,
      ...views,
      ...workbench,
      ...builder,
      ...scheduleFlows,
      ...boardFlows,
      ...dashboard,
    ].filter(wanted))
      await tally.check(flow.name, () => play(stage, flow), { tries: 2 });
    const checked = (await places(stage)).filter(({ name, picture }) => wanted({ name: `screen ${name}` }) && !picture);
    for (const looks of allLooks) {
      const sessions = new Map();
      for (const place of checked)
        await tally.check(
          `screen ${place.name}, ${looks.theme}, ${looks.locale}`,
          () => inspect(stage, place, looks, sessions),
          { tries: 2 },
        );
    }
  } finally {
    await stage.close();
  }
  tally.finish();
});

async function play(stage, { name, run, userName = 'manager' }) {
  const opened = [];
  const open = async (options) => {
    const one = await stage.open(options);
    opened.push(one);
    return one;
  };
  const { page, problems } = await open({ userName });
  try {
    await run({ page, stage, open });
    assert.deepEqual(problems, []);
  } catch (error) {
    await shoot(page, name);
    throw error;
  } finally {
    for (const one of opened) await one.close();
  }
}

/** Each place in a browser of its own; somebody signs in once. */
async function inspect(stage, place, looks, sessions) {
  const { userName = 'manager' } = place;
  if (userName && !sessions.has(userName)) sessions.set(userName, await stage.signIn({ userName, ...looks }));
  const { page, problems, close } = await stage.open({ userName, cookie: sessions.get(userName), ...looks });
  try {
    await bringOn(page, place);
    const faults = await accessibilityFaults(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) faults.push(`the page scrolls ${over} px sideways at phone width`);
    assert.ok(faults.length + problems.length === 0, [...faults, ...problems].join('\n'));
  } catch (error) {
    await shoot(page, `${place.name}-${looks.theme}`);
    throw error;
  } finally {
    await close();
  }
}

/** A picture of where a check failed, in shots/failed. */
async function shoot(page, name) {
  const folder = path.join(root, 'shots/failed');
  mkdirSync(folder, { recursive: true });
  await page
    .screenshot({ path: path.join(folder, `${name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}.png`) })
    .catch(() => undefined);
}
