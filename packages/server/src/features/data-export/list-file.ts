import type { Writable } from 'node:stream';
import type { GraphQLSchema } from 'graphql';
import { connectionIn, type RequestContext } from '../../platform/context/context';
import { HttpError } from '../../platform/http';
import { writeCsv, writeXlsx } from '../../platform/sheet/sheet-writer';
import type { ListQuestion } from './export-request';
import type { ExportSource } from './export-source';
import { listSource } from './list-source';
import { restingDatabase } from './resting-reads';

/** A list that is sent as a file at once, as its reader may see it. */
export interface ListFile {
  ctx: RequestContext;
  question: ListQuestion;
  format: 'CSV' | 'XLSX';
}

/**
 * Writes the file of a list. `begin` is asked for the output when the first page is read: until then what is wrong with the question is
 * still an error.
 */
export type WriteList = (file: ListFile, begin: () => Promise<Writable>) => Promise<void>;

/** The rows of a list; a wrong name has no door. */
export function listFileSource({ ctx, question }: ListFile, schema: GraphQLSchema): ExportSource {
  const source = listSource(ctx, schema, question);
  if (!source) throw new HttpError(404, 'NOT_FOUND');
  return source;
}

/** Writes it in this process. */
export const writeListHere =
  (schema: GraphQLSchema): WriteList =>
  async (file, begin) => {
    const { format } = file;
    const source = listFileSource(file, schema);
    const ctx = { ...file.ctx, db: restingDatabase(file.ctx.db) };
    const read = await source.table({ ...ctx, connection: connectionIn(ctx, 'report') });
    const rows = read.rows[Symbol.asyncIterator]();
    const first = await rows.next();
    async function* all() {
      for (let next = first; !next.done; next = await rows.next()) yield next.value;
    }
    const sheetName = source.model.label[ctx.locale];
    const table = { sheetName, header: read.header, rows: all(), digits: 15 };
    const output = await begin();
    await (format === 'CSV' ? writeCsv(output, table) : writeXlsx(output, table));
  };
