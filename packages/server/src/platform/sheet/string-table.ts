/** Bytes that the table begins with; it doubles when it is full. */
const FIRST_BYTES = 64 * 1024;

/**
 * The shared texts of a workbook in one piece of memory, made into strings only when a cell wants them. As strings a large sheet would
 * keep all of its XML alive: each is a slice of the piece of file it was read from.
 */
export class StringTable {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private ends = new Uint32Array(1024);
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Memory that the table holds. */
  get byteLength(): number {
    return this.bytes.byteLength + this.ends.byteLength;
  }

  push(text: string): void {
    const from = this.end(this.count);
    // a UTF-16 unit takes at most three bytes
    this.reserve(from + text.length * 3);
    const end = from + this.bytes.write(text, from);
    if (this.count === this.ends.length) {
      const ends = new Uint32Array(this.ends.length * 2);
      ends.set(this.ends);
      this.ends = ends;
    }
    this.ends[this.count++] = end;
  }

  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    return this.bytes.toString('utf8', this.end(index), this.end(index + 1));
  }

  /** Where the text before the given one ends. */
  private end(index: number): number {
    return index === 0 ? 0 : this.ends[index - 1]!;
  }

  private reserve(size: number): void {
    if (size <= this.bytes.length) return;
    const bytes = Buffer.allocUnsafe(Math.max(size, this.bytes.length * 2));
    this.bytes.copy(bytes);
    this.bytes = bytes;
  }
}
