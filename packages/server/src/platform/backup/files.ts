import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Files of the data folder that belong to the archive. */
export interface FileRoot {
  root: string;
  /** Folders below it that are taken along. */
  folders: readonly string[];
  /** Names that are on their way to becoming something, and are left out. */
  passing?(name: string): boolean;
}

/** Bytes of one line. */
const STEP = 192 * 1024;

/** Every file, by its path below the root with `/` between the parts. One that vanishes meanwhile is left out. */
export async function* filesOf({ root, folders, passing }: FileRoot): AsyncGenerator<{ path: string; size: number }> {
  for (const folder of folders) yield* below(root, folder, passing);
}

async function* below(
  root: string,
  folder: string,
  passing: FileRoot['passing'],
): AsyncGenerator<{ path: string; size: number }> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${folder}/${entry.name}`;
    if (passing?.(entry.name)) continue;
    if (entry.isDirectory()) yield* below(root, name, passing);
    else if (entry.isFile()) {
      const facts = await stat(path.join(root, name)).catch(() => null);
      if (facts) yield { path: name, size: facts.size };
    }
  }
}

/** The bytes of a file in pieces. */
export async function* readPieces({ root }: FileRoot, name: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path.join(root, name), { highWaterMark: STEP });
  try {
    for await (const bytes of source) yield bytes as Buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** A path from a backup, below `root`; null when it leads elsewhere. */
export function placeOf(root: string, name: unknown): string | null {
  if (typeof name !== 'string' || !name || name.includes('\0') || name.includes('\\') || path.isAbsolute(name))
    return null;
  if (name.split('/').some((part) => !part || part === '.' || part === '..')) return null;
  return path.join(root, ...name.split('/'));
}
