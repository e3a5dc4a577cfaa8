const CANDIDATES = [',', '\t', ';', '|', '，', '；'] as const;

/** The delimiter that splits the first records most evenly. `sep=;` on the first line, as Excel writes it, decides. */
export function sniffDelimiter(sample: string): { delimiter: string; skipFirst: boolean } {
  const told = /^sep=(.)\r?\n/i.exec(sample)?.[1];
  if (told) return { delimiter: told, skipFirst: true };
  const lines = splitRecords(sample).slice(0, 50);
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of CANDIDATES) {
    const score = evenness(lines, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, skipFirst: false };
}

/** Records of the sample with quoted parts taken out: a comma inside quotes says nothing. */
function splitRecords(sample: string): string[] {
  const bare = sample.replace(/"(?:[^"]|"")*"/g, 'x');
  const lines = bare.split(/\r\n|\n|\r/);
  if (lines.length > 1) lines.pop(); // the sample may end in the middle of a record
  return lines.filter((line) => line.trim() !== '');
}

/** How many lines share the most frequent number of delimiters, weighed by that number. */
function evenness(lines: readonly string[], delimiter: string): number {
  const frequency = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  }
  let best = 0;
  for (const [count, times] of frequency) best = Math.max(best, times * Math.log2(count + 1));
  return best;
}
