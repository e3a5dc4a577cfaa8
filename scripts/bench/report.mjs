import { median } from './measure.mjs';

const number = (value, digits = 2) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
const ratioOf = (rounds, pick) =>
  rounds.some(([a, b]) => pick(a) === null || pick(b) === null)
    ? null
    : median(rounds.map(([a, b]) => pick(a) / pick(b)));

/** The medians over the rounds of one question. Ratios are taken within a round, where both sides met the same machine. */
export function summary({ question, rounds, statements }) {
  const side = (at, pick) => median(rounds.map((round) => pick(round[at]) ?? 0));
  return {
    question: question.name,
    to: question.other ?? 'floor',
    ratio: ratioOf(rounds, (side) => side.rps),
    cpuRatio: ratioOf(rounds, (side) => side.cpu),
    p99Ratio: ratioOf(rounds, (side) => Math.max(side.p99, 1)),
    rps: [side(0, (r) => r.rps), side(1, (r) => r.rps)],
    cpu: [side(0, (r) => r.cpu), side(1, (r) => r.cpu)],
    p99: [side(0, (r) => r.p99), side(1, (r) => r.p99)],
    statements,
  };
}

const columns = [
  ['question', (row) => row.question],
  ['to', (row) => row.to],
  ['throughput ratio', (row) => number(row.ratio)],
  ['req/s', (row) => row.rps.map((value) => number(value, 0)).join(' / ')],
  ['CPU ms/req', (row) => row.cpu.map((value) => number(value)).join(' / ')],
  ['CPU ratio', (row) => number(row.cpuRatio)],
  ['p99 ms', (row) => row.p99.map((value) => number(value, 0)).join(' / ')],
  ['p99 ratio', (row) => number(row.p99Ratio)],
  ['SQL', (row) => String(row.statements)],
];

/** The table of the questions. */
export const table = (rows) => markdown(columns, rows, 2);

/** A table as Markdown, so that it can be pasted as it is: columns as heading and cell, the first `left` of them words. */
export function markdown(columns, rows, left = 1) {
  const cells = [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at].length)));
  const write = (line) =>
    `| ${line.map((cell, at) => (at < left ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at < left ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [write(cells[0]), rule, ...cells.slice(1).map(write)].join('\n');
}
