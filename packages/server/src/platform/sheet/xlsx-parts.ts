import { posix } from 'node:path';
import { SheetError } from './sheet-error';
import { SHEET_LIMITS } from './sheet-types';
import { builtInStyle, PLAIN, readNumberFormat, type NumberStyle } from './number-format';
import { StringTable } from './string-table';
import { parseXml, prefixed } from './xml';
import type { SafeZip } from './zip';

/** What the workbook says about itself. */
export interface WorkbookParts {
  date1904: boolean;
  sheets: ReadonlyArray<{ name: string; part: string }>;
  stringsPart: string | null;
  stylesPart: string | null;
}

type Relation = { id: string; type: string; target: string };

/** Finds the parts through the relations, as Excel does; file names inside the package are only a habit. */
export async function readWorkbook(zip: SafeZip): Promise<WorkbookParts> {
  const root = await readRelations(zip, '_rels/.rels', '');
  const workbookPart = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!zip.has(workbookPart)) throw notAWorkbook(zip);
  if (/\.bin$/i.test(workbookPart)) throw new SheetError('SHEET_OTHER_FORMAT', { format: 'xlsb' });
  if (/(^|\/)word\//i.test(workbookPart)) throw new SheetError('SHEET_OTHER_FORMAT', { format: 'Word' });
  if (/(^|\/)ppt\//i.test(workbookPart)) throw new SheetError('SHEET_OTHER_FORMAT', { format: 'PowerPoint' });

  const relations = await readRelations(zip, relationsOf(workbookPart), posix.dirname(workbookPart));
  const part = (type: string) => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return target && zip.has(target) ? target : null;
  };
  const { date1904, sheets } = await readSheetList(zip, workbookPart);
  return {
    date1904,
    stringsPart: part('sharedStrings'),
    stylesPart: part('styles'),
    sheets: sheets.flatMap(({ name, relationId }) => {
      const relation = relations.find(({ id, type }) => id === relationId && type === 'worksheet');
      return relation && zip.has(relation.target) ? [{ name, part: relation.target }] : [];
    }),
  };
}

const relationsOf = (part: string) => `${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`;

function notAWorkbook(zip: SafeZip): SheetError {
  const names = zip.names();
  if (names.some((name) => name.startsWith('word/'))) return new SheetError('SHEET_OTHER_FORMAT', { format: 'Word' });
  if (names.includes('content.xml')) return new SheetError('SHEET_OTHER_FORMAT', { format: 'OpenDocument (.ods)' });
  return new SheetError('SHEET_OTHER_FORMAT', { format: 'ZIP' });
}

async function readRelations(zip: SafeZip, part: string, base: string): Promise<Relation[]> {
  if (!zip.has(part)) return [];
  const relations: Relation[] = [];
  await parseXml(await zip.stream(part), {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || !Target || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(base, Target);
      relations.push({ id: Id ?? '', type: posix.basename(Type ?? ''), target });
    },
  });
  return relations;
}

async function readSheetList(zip: SafeZip, part: string) {
  const sheets: Array<{ name: string; relationId: string }> = [];
  let date1904 = false;
  await parseXml(await zip.stream(part), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isTrue(attributes.date1904);
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      sheets.push({ name: attributes.name ?? '', relationId: prefixed(attributes, 'id') ?? '' });
    },
  });
  return { date1904, sheets };
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

/** The number style of each cell style index. */
export async function readStyles(zip: SafeZip, part: string | null): Promise<NumberStyle[]> {
  if (!part) return [];
  const formats = new Map<number, NumberStyle>();
  const styles: NumberStyle[] = [];
  let inCellFormats = false;
  await parseXml(await zip.stream(part), {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), readNumberFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(formats.get(id) ?? builtInStyle(id) ?? PLAIN);
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

/** All shared texts; rich text is joined, phonetic hints are left out. */
export async function readSharedStrings(zip: SafeZip, part: string | null): Promise<StringTable> {
  const strings = new StringTable();
  if (!part) return strings;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await parseXml(await zip.stream(part), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
    },
    text(value) {
      if (inText && text.length < SHEET_LIMITS.cellCharacters) text += value;
    },
    close(name) {
      if (name === 'si') strings.push(decodeEscapes(text));
      else if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
    },
  });
  return strings;
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export const decodeEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
