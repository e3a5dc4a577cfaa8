import { open } from 'node:fs/promises';
import { SheetError } from './sheet-error';
import { SHEET_LIMITS, type SheetFormat } from './sheet-types';

const starts = (head: Buffer, ...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);

const CFB = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const OTHERS: ReadonlyArray<[string, number[]]> = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['gzip', [0x1f, 0x8b]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
];
const OLD_BIFF: readonly number[][] = [
  [0x09, 0x00, 0x04, 0x00],
  [0x09, 0x02, 0x06, 0x00],
  [0x09, 0x04, 0x06, 0x00],
];

/** Judges a file by its first bytes, never by its name; throws for what looks like a sheet and is not. */
export async function detectFormat(filePath: string): Promise<SheetFormat> {
  const file = await open(filePath, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw new SheetError('SHEET_EMPTY');
    if (size > SHEET_LIMITS.fileBytes) throw new SheetError('SHEET_TOO_LARGE', { limit: SHEET_LIMITS.fileBytes >> 20 });
    // An encrypted workbook is a compound file whose directory names the stream; the directory may lie anywhere.
    const head = Buffer.alloc(Math.min(size, 1024 * 1024));
    await file.read(head, 0, head.length, 0);
    return judge(head);
  } finally {
    await file.close();
  }
}

function judge(head: Buffer): SheetFormat {
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
  if (starts(head, 0x50, 0x4b, 0x05, 0x06)) throw new SheetError('SHEET_EMPTY');
  if (starts(head, ...CFB)) {
    throw new SheetError(
      head.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'SHEET_ENCRYPTED' : 'SHEET_OLD_XLS',
    );
  }
  if (OLD_BIFF.some((bytes) => starts(head, ...bytes))) throw new SheetError('SHEET_OLD_XLS');
  const other = OTHERS.find(([, bytes]) => starts(head, ...bytes));
  if (other) throw new SheetError('SHEET_OTHER_FORMAT', { format: other[0] });
  if (looksLikeMarkup(head)) throw new SheetError('SHEET_HTML');
  return 'csv';
}

/** Many systems "export to Excel" by naming an HTML page .xls. */
function looksLikeMarkup(head: Buffer): boolean {
  const text = head
    .subarray(0, 4096)
    .toString('latin1')
    .replace(/\0/g, '')
    .replace(/^[\xff\xfe\xef\xbb\xbf\s]+/, '');
  return /^<(?:\?xml|!doctype|!--|html|head|body|meta|style|table|div|workbook)\b/i.test(text);
}
