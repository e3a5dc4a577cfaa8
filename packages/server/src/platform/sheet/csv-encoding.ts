import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { SheetError } from './sheet-error';

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const SAMPLE = 64 * 1024;

/** Finds the encoding: byte order mark, zero bytes of UTF-16, else strict UTF-8 over the whole file, else GB18030. */
export async function detectEncoding(filePath: string): Promise<CsvEncoding> {
  const head = await readHead(filePath);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const wide = detectWide(head);
  if (wide) return wide;
  if (head.includes(0)) throw new SheetError('SHEET_BINARY');
  const utf8 = await firstBadLine(filePath, 'utf-8');
  if (utf8 === null) return 'utf-8';
  const gb = await firstBadLine(filePath, 'gb18030');
  if (gb === null) return 'gb18030';
  throw new SheetError('SHEET_UNKNOWN_ENCODING', { row: Math.max(utf8, gb) });
}

async function readHead(filePath: string): Promise<Buffer> {
  const file = await open(filePath, 'r');
  try {
    const head = Buffer.alloc(SAMPLE);
    const { bytesRead } = await file.read(head, 0, SAMPLE, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Commas, digits and line ends of UTF-16 have a zero byte on one side, even when every word is Chinese. */
function detectWide(head: Buffer): CsvEncoding | null {
  let even = 0;
  let odd = 0;
  for (let index = 0; index + 1 < head.length; index += 2) {
    const [first, second] = [head[index]!, head[index + 1]!];
    if (first === 0 && second === 0) return null;
    if (first === 0 && second < 0x80) even++;
    if (second === 0 && first < 0x80) odd++;
  }
  // Characters such as 一 (4E 00) look like the other byte order, so it is a majority that decides.
  const enough = Math.max(2, head.length / 100);
  if (odd >= enough && odd > 2 * even) return 'utf-16le';
  return even >= enough && even > 2 * odd ? 'utf-16be' : null;
}

/** Decodes strictly to the end; the line where it fails, or null. Control characters mean it is no text at all. */
async function firstBadLine(filePath: string, encoding: CsvEncoding): Promise<number | null> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  try {
    for await (const chunk of createReadStream(filePath, { highWaterMark: SAMPLE })) {
      const bytes = chunk as Buffer;
      const text = decoder.decode(bytes, { stream: true });
      // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
      if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) throw new SheetError('SHEET_BINARY');
      for (const byte of bytes) if (byte === 0x0a) line++;
    }
    decoder.decode();
    return null;
  } catch (error) {
    if (error instanceof TypeError || (error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return line;
    throw error;
  }
}

/** The text of a file as a stream of strings, without a byte order mark. */
export async function* decodeFile(filePath: string, encoding: CsvEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const stream = createReadStream(filePath, { highWaterMark: SAMPLE });
  try {
    for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } finally {
    stream.destroy();
  }
}
