import type { ExportFormat } from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../platform/context/context';
import { HttpError } from '../../platform/http';
import { removeFile, settlePart } from './export-files';
import type { Question } from './export-request';
import type { ExportedRow } from './export-source';
import { writeExportFile } from './export-write';
import { sourceOf } from './export.service';

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

/** Makes it in this process. */
export const makeFileHere =
  (schema: GraphQLSchema): MakeFile =>
  async ({ ctx: asked, question, format, part }, { tell, signal }) => {
    const ctx = { ...asked, connection: asked.db.heavy(signal) };
    const progress: Progress = { totalRows: null, doneRows: 0 };
    // told while rows are counted too: who is silent is taken for dead
    const beat = setInterval(() => tell({ ...progress }), BEAT_MS);
    async function* counted(rows: AsyncIterable<ExportedRow>): AsyncGenerator<ExportedRow> {
      for await (const row of rows) {
        signal.throwIfAborted();
        yield row;
        progress.doneRows++;
      }
    }
    try {
      const source = sourceOf(ctx, schema, question);
      progress.totalRows = await source.count(ctx);
      const sheetName = source.model.label[ctx.locale];
      const rows = counted(source.rows(ctx));
      const sheetCount = await writeExportFile(part, { format, sheetName, header: source.header, rows });
      return { ...progress, sheetCount, sizeBytes: String(await settlePart(part)) };
    } catch (error) {
      await removeFile(part);
      throw error;
    } finally {
      clearInterval(beat);
    }
  };
