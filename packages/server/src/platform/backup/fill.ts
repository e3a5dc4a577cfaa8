import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { layDown, readingIndexes, takeUp, tuneForLoad } from '../db/bulk-load';
import type { Database, DatabaseConfig } from '../db/database';
import { openDatabase } from '../db/open';
import { openSnapshot, type TableShape } from '../db/snapshot';
import { layDownTriggers, takeUpTriggers, type Trigger } from '../db/triggers';
import { knownSteps } from '../db/steps';
import { BackupError } from './backup-error';
import { compareWithManifest } from './compare';
import { placeOf } from './files';
import type { Manifest, Opening } from './format';
import { TableLoad } from './load';
import { readBackup, type ReadOptions } from './read';

export interface FillOptions extends ReadOptions {
  /** Empty: no tables, or none with a row. */
  target: DatabaseConfig;
  /** Files are unpacked below it; left out: they are only read. */
  filesInto?: string;
  /** Makes what a backup leaves out because it follows from the rest. Runs on the schema of this program. */
  derive?(db: Database): Promise<void>;
  onStep?(step: FillStep): void;
  onCompared?(done: number, total: number): void;
}
export type FillStep = 'READ' | 'INDEX' | 'COMPARE' | 'UPGRADE';

/** Fills an empty database from a backup, proves that it holds the same rows, and brings it up to the schema of this program. */
export async function fill(options: FillOptions): Promise<Manifest> {
  const db = await openDatabase(options.target);
  try {
    options.onStep?.('READ');
    // rows come in the order of their keys: they want no more memory than anybody else's
    await tuneForLoad(db, true, 32);
    const manifest = await new Filling(db, options).run();
    options.onStep?.('COMPARE');
    await compareWithManifest(options.target, manifest, options.onCompared);
    options.onStep?.('UPGRADE');
    await db.migrate();
    await options.derive?.(db);
    await tuneForLoad(db, false);
    return manifest;
  } finally {
    await db.close();
  }
}

class Filling {
  private manifest: Manifest | null = null;
  private load: TableLoad | null = null;
  private file: WriteStream | null = null;
  private shapes = new Map<string, TableShape>();

  constructor(
    private readonly db: Database,
    private readonly options: FillOptions,
  ) {}

  async run(): Promise<Manifest> {
    for await (const part of readBackup(this.options)) {
      if (part.kind === 'rows') await this.load!.add(part.lines);
      else if (part.kind === 'opening') await this.prepare(part.opening);
      else if (part.kind === 'table') this.load = new TableLoad(this.db, this.known(part.table));
      else if (part.kind === 'end') await this.load!.flush();
      else if (part.kind === 'file') await this.openFile(part.path);
      else if (part.kind === 'bytes') await this.write(part.bytes);
      else if (part.kind === 'endFile') await this.closeFile();
      else this.manifest = part.manifest;
    }
    this.options.onStep?.('INDEX');
    await takeUp(this.db, this.indexes);
    await takeUpTriggers(this.options.target, this.triggers);
    return this.manifest!;
  }

  private triggers: Trigger[] = [];
  private indexes: Awaited<ReturnType<typeof readingIndexes>> = [];

  /** The schema of the backup's day, with nothing in it and without the indexes that only serve reading. */
  private async prepare({ migrations }: Opening): Promise<void> {
    const known = new Set(knownSteps());
    const strange = migrations.find((name) => !known.has(name));
    if (strange) throw new BackupError('SCHEMA_NEWER', strange);
    await this.db.migrate(migrations);
    const snapshot = await openSnapshot(this.options.target);
    this.shapes = new Map(snapshot.tables.map((table) => [table.name, table]));
    const filled: string[] = [];
    for (const { name } of snapshot.tables) if ((await snapshot.count(name)) > 0) filled.push(name);
    await snapshot.close();
    this.triggers = await layDownTriggers(this.options.target);
    // a step may have put rows of its own into a table
    await this.db.transaction(async (connection) => {
      for (const name of filled) await connection.execute(`DELETE FROM \`${name}\``);
    });
    this.indexes = await readingIndexes(this.db, [...this.shapes.keys()]);
    await this.db.transaction((connection) => layDown(connection, this.db, this.indexes));
  }

  private known(table: TableShape): TableShape {
    const own = this.shapes.get(table.name);
    const text = (shape: TableShape): string => JSON.stringify([shape.columns, shape.primary]);
    if (!own || text(own) !== text(table)) throw new BackupError('SCHEMA_DIFFERS', table.name);
    return table;
  }

  private async openFile(name: string): Promise<void> {
    if (!this.options.filesInto) return;
    const place = placeOf(this.options.filesInto, name);
    if (!place) throw new BackupError('DAMAGED', name);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    this.file = createWriteStream(place, { flags: 'wx', mode: 0o600 });
    await once(this.file, 'open');
  }

  private async write(bytes: Buffer): Promise<void> {
    if (this.file && !this.file.write(bytes)) await once(this.file, 'drain');
  }

  private async closeFile(): Promise<void> {
    if (!this.file) return;
    this.file.end();
    await once(this.file, 'finish');
    this.file = null;
  }
}
