import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from './en';
import { zh } from './zh';
import { auditLog } from './zh/audit-log';
import { chart } from './zh/chart';
import { exportPage } from './zh/export-page';
import { backup } from './zh/backup';
import { board } from './zh/board';
import { importPage } from './zh/import-page';
import { dashboard } from './zh/dashboard';
import { schedule } from './zh/schedule';
import { viewDialogs } from './zh/view-dialogs';
import { workbench } from './zh/workbench';

const flat = (texts: object, path = ''): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value as object, `${path}${key}.`)],
    ),
  );

const chinese = flat({
  ...zh,
  ...workbench,
  ...dashboard,
  ...schedule,
  ...board,
  ...chart,
  ...auditLog,
  views: { ...zh.views, ...viewDialogs.views },
  ...backup,
  import: { ...zh.import, ...importPage.import },
  export: { ...zh.export, ...exportPage.export },
});
const english = flat(en);
const source = readdirSync(join(__dirname, '..'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(vue|ts)$/.test(name) && !/\.test\.ts$|^gql|^locales/.test(name))
  .map((name) => ({ name, text: readFileSync(join(__dirname, '..', name), 'utf8') }));

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

describe('texts', () => {
  it('say the same in both languages, with the same places to fill', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    const odd = [...chinese].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    );
    expect(odd.map(([key]) => key)).toEqual([]);
  });

  it('are there for every key that the screens name', () => {
    const used = source.flatMap(({ name, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => ({ name, key: match[1] ?? '' })),
    );
    expect(used.length).toBeGreaterThan(200);
    expect(used.filter(({ key }) => !chinese.has(key))).toEqual([]);
  });

  it('stand nowhere in a template', () => {
    const hard = source
      .filter(({ name }) => name.endsWith('.vue'))
      .flatMap(({ name, text }) => {
        const template = text
          .slice(text.indexOf('<template>'), text.lastIndexOf('</template>'))
          .replace(/<!--[\s\S]*?-->/g, '');
        return [...template.matchAll(/[\u4e00-\u9fff]+/g)].map((match) => `${name}: ${match[0]}`);
      });
    // The names of the languages are written in the language itself.
    expect(hard.filter((found) => !/中文$/.test(found))).toEqual([]);
  });
});
