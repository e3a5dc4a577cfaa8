import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  data: string | Buffer;
  /** Lies for tests of hostile files. */
  declaredSize?: number;
  declaredCrc?: number;
  flags?: number;
}

/** Builds a zip in memory, byte by byte, so that tests can make files no honest writer would. */
export function buildZip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = deflateRawSync(data);
    const fields = fieldsOf(part, data, packed);
    const name = Buffer.from(part.name, 'utf8');
    const local = Buffer.concat([u32(0x04034b50), fields, u16(name.length), u16(0), name]);
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20),
        fields,
        u16(name.length),
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        name,
      ]),
    );
    bodies.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = [
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(parts.length),
    u16(parts.length),
    u32(central.length),
    u32(offset),
    u16(0),
  ];
  return Buffer.concat([...bodies, central, ...end]);
}

function fieldsOf(part: ZipPart, data: Buffer, packed: Buffer): Buffer {
  return Buffer.concat([
    u16(20),
    u16((part.flags ?? 0) | 0x800),
    u16(8),
    u16(0),
    u16(0x21),
    u32(part.declaredCrc ?? crc32(data)),
    u32(packed.length),
    u32(part.declaredSize ?? data.length),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export interface RawWorkbook {
  /** Inner XML of `<worksheet>`. */
  sheet: string;
  strings?: string;
  styles?: string;
  date1904?: boolean;
  extra?: ZipPart[];
}

/** A workbook of one sheet from raw XML. */
export function rawWorkbook({ sheet, strings, styles, date1904, extra = [] }: RawWorkbook): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return buildZip([
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${RELS}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${RELS}">${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${
        strings ? relation('r2', 'sharedStrings', 'sharedStrings.xml') : ''
      }${styles ? relation('r3', 'styles', '/xl/styles.xml') : ''}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="客户" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
    },
    ...(strings ? [{ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${MAIN}">${strings}</sst>` }] : []),
    ...(styles ? [{ name: 'xl/styles.xml', data: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }] : []),
    ...extra,
  ]);
}
