import { errorTexts } from '@dossier/shared';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SheetError } from './sheet-error';

const root = join(__dirname, '../..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n');

test('a file that cannot be read says where and what to do, from the one list of codes', () => {
  const { sentence, message } = new SheetError('SHEET_TOO_MANY_COLUMNS', { row: 3, limit: 200 });
  expect(sentence.zh).toContain('第 3 行超过 200 列');
  expect(message).toBe(sentence.en);
});

test('every code of sheets and imports in that list is one that is answered', () => {
  const codes = Object.keys(errorTexts).filter((code) => /^(SHEET|IMPORT)_/.test(code));
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});
