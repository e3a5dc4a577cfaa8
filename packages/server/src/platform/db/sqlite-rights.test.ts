import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from './open';

test('nobody else on the machine can read the archive, nor its log', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dossier-rights-'));
  const file = path.join(folder, 'dossier.sqlite');
  const db = await openDatabase({ file });
  await db.migrate();
  for (const name of [file, `${file}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
  await db.close();
  rmSync(folder, { recursive: true });
});
