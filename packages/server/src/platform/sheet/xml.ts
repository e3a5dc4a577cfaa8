import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { SheetError } from './sheet-error';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader does with the XML it is handed; names come without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  text?(value: string): void;
  close?(name: string): void;
}

/**
 * A push parser for the parts of a workbook. No document type is accepted: an XML entity can neither expand
 * nor reach a file or the network.
 */
export class XmlPush {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  private readonly decoder = new StringDecoder('utf8');

  constructor(handler: XmlHandler) {
    const { parser } = this;
    parser.on('error', (error) => {
      throw new SheetError('SHEET_TRUNCATED', {}, error);
    });
    parser.on('doctype', () => {
      throw new SheetError('SHEET_TRUNCATED');
    });
    if (handler.open) parser.on('opentag', (tag: SaxesTagPlain) => handler.open?.(localName(tag.name), tag.attributes));
    if (handler.text) parser.on('text', (value) => handler.text?.(value));
    if (handler.text) parser.on('cdata', (value) => handler.text?.(value));
    if (handler.close) parser.on('closetag', (tag: SaxesTagPlain) => handler.close?.(localName(tag.name)));
  }

  write(chunk: Buffer): void {
    this.parser.write(this.decoder.write(chunk));
  }

  end(): void {
    this.parser.write(this.decoder.end());
    this.parser.close();
  }
}

/** Some writers prefix every element (`x:row`). */
function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Runs a whole document through a handler. */
export async function parseXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const push = new XmlPush(handler);
  for await (const chunk of chunks) push.write(chunk);
  push.end();
}

/** The value of an attribute whatever its prefix (`r:id`, `d3p1:id`). */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  for (const key of Object.keys(attributes)) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}
