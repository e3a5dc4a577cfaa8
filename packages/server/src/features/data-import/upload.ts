import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { badRequest, HttpError } from '../../platform/http';
import { SHEET_LIMITS } from '../../platform/sheet/sheet';
import { incomingFile } from './import-files';

/** A file that arrived, with the fields of its form. */
export interface Upload {
  path: string;
  fileName: string;
  fields: Readonly<Record<string, string>>;
}

/** Streams the one file of a multipart form to the data folder. What breaks off or is too large leaves nothing behind. */
export async function receiveUpload(req: IncomingMessage, dataDir: string): Promise<Upload> {
  const path = await incomingFile(dataDir);
  try {
    return await receive(req, path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function receive(req: IncomingMessage, path: string): Promise<Upload> {
  const form = openForm(req);
  const fields: Record<string, string> = {};
  const file: { saved: Promise<void> | null; name: string; tooLarge: boolean } = {
    saved: null,
    name: '',
    tooLarge: false,
  };
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (_field, stream, info) => {
    file.name = info.filename ?? '';
    stream.once('limit', () => {
      file.tooLarge = true;
    });
    file.saved = pipeline(stream, createWriteStream(path, { mode: 0o600 }));
    // The form's own end reports the failure; without a listener here it would count as unhandled first.
    file.saved.catch(() => undefined);
  });
  await pipeline(req, form).catch((error: unknown) => {
    throw badRequest(error instanceof Error ? error.message : 'multipart');
  });
  if (!file.saved) throw new HttpError(400, 'IMPORT_NO_FILE');
  await file.saved;
  if (file.tooLarge) throw new HttpError(413, 'IMPORT_FILE_TOO_LARGE', { max: `${SHEET_LIMITS.fileBytes >> 20} MB` });
  return { path, fileName: file.name, fields };
}

function openForm(req: IncomingMessage): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      // Browsers send Chinese file names as raw UTF-8.
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 10, fieldSize: 1000, parts: 12, fileSize: SHEET_LIMITS.fileBytes },
    });
  } catch {
    throw new HttpError(415, 'BAD_REQUEST', { detail: 'multipart/form-data' });
  }
}
