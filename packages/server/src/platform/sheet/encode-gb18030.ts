let table: Map<string, readonly [number, number]> | undefined;

/** The two-byte part of GB 18030 (all of GBK), turned round from the decoder: Node itself encodes UTF-8 and UTF-16 only. */
function pairs(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low !== 0x7f) found.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
    }
  }
  return found;
}

/** Text as bytes of GB 18030, as Chinese Excel saves a CSV. A character outside GBK is an error. */
export function encodeGb18030(text: string): Buffer {
  table ??= pairs();
  const bytes: number[] = [];
  for (const char of text) {
    const pair = char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : table.get(char);
    if (!pair) throw new RangeError(`not in GBK: ${char}`);
    bytes.push(...pair);
  }
  return Buffer.from(bytes);
}
