import type { ExportFormat } from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import { askerOf } from '../../platform/context/actor';
import type { RequestContext } from '../../platform/context/context';
import { HttpError } from '../../platform/http';
import { removeFile, settlePart } from './export-files';
import type { Question } from './export-request';
import { writeExportFile } from './export-write';
import { sourceOf } from './export.service';
import { restingDatabase } from './resting-reads';

/** How often is told how far a file is. */
const BEAT_MS = 1000;

/** How far a file is. */
export interface Progress {
  /** Null: not counted yet, or known only at the end. */
  totalRows: number | null;
  doneRows: number;
}
/** A part that is whole, and on the disk. */
export interface Made extends Progress {
  sizeBytes: string;
  sheetCount: number;
  columnCount: number;
}
/** Who has a job: only the worker that took it may move it on. */
export interface Hold {
  id: string;
  worker: string;
}
/** The file of a job. It is read as `ctx` may read it; whoever makes it writes nothing into the database. */
export interface FileOrder {
  ctx: RequestContext;
  question: Question;
  format: ExportFormat;
  part: string;
  job: Hold;
}

/** Makes a file, wherever. When it ends otherwise than with a whole part, there is none. */
export type MakeFile = (
  order: FileOrder,
  parts: { tell(progress: Progress): void; signal: AbortSignal },
) => Promise<Made>;

/** No fault of the file: what makes it was killed or went beyond its memory, or does not start at all. */
export class MakerFailed extends HttpError {
  constructor(code: 'EXPORT_DIED' | 'EXPORT_NOT_STARTED', detail: string) {
    super(503, code);
    this.message = detail;
  }
}

const sizeOf = async (part: string): Promise<string> => String(await settlePart(part));

/** Makes it in this process. */
export const makeFileHere =
  (schema: GraphQLSchema): MakeFile =>
  async ({ ctx: asked, question, format, part }, { tell, signal }) => {
    const db = restingDatabase(asked.db, signal);
    const ctx = { ...asked, db, connection: db.heavy({ person: askerOf(asked.actor) }) };
    const progress: Progress = { totalRows: null, doneRows: 0 };
    // told while rows are counted too: who is silent is taken for dead
    const beat = setInterval(() => tell({ ...progress }), BEAT_MS);
    async function* counted<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
      for await (const row of rows) {
        signal.throwIfAborted();
        yield row;
        progress.doneRows++;
      }
    }
    try {
      const source = sourceOf(ctx, schema, question);
      progress.totalRows = await source.count(ctx);
      if (format === 'JSONL') {
        const sheetCount = await writeExportFile(part, { format, objects: counted(source.objects(ctx)) });
        return { ...progress, sheetCount, columnCount: source.paths.length, sizeBytes: await sizeOf(part) };
      }
      const { header, rows } = await source.table(ctx);
      const table = { header, rows: counted(rows) };
      const sheetCount = await writeExportFile(part, { format, sheetName: source.model.label[ctx.locale], table });
      return { ...progress, sheetCount, columnCount: header.length, sizeBytes: await sizeOf(part) };
    } catch (error) {
      await removeFile(part);
      throw error;
    } finally {
      clearInterval(beat);
    }
  };
