import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The version of the server; told to people who are signed in only. */
export const serverVersion = (
  JSON.parse(readFileSync(path.join(__dirname, '../../../package.json'), 'utf8')) as { version: string }
).version;
