import { median } from './measure.mjs';
import { markdown } from './report.mjs';
import { percentile } from './waiting.mjs';

/** What people must not notice: times their p99, and milliseconds for which the server answers nobody. */
const bounds = { ratio: 2, loop: 50 };

const whole = (value) => (Number.isFinite(value) ? value.toFixed(0) : '–');
const faultsOf = ({ answers }) => answers.filter(({ fault }) => fault);

/** One measurement in a line. */
export function described({ answers, rps, loop }) {
  const [p50, p99] = [0.5, 0.99].map((share) => whole(percentile(answers, share)));
  const text = `p50 ${p50} ms, p99 ${p99} ms, ${rps.toFixed(rps < 10 ? 1 : 0)} req/s, loop stopped ${whole(loop.max)} ms (${whole(loop.own)} by itself), ${loop.rss} MB`;
  const faults = faultsOf({ answers });
  return faults.length ? `${text}; ${faults.length} not answered: ${faults[0].name} ${faults[0].fault}` : text;
}

/** The medians over the rounds of a screen, or of one of its documents. Ratios are taken within a round, where both met the same machine. */
function figuresOf(label, { single, rounds }) {
  const share = (part) =>
    [rounds.map(({ alone }) => alone), rounds.map(({ beside }) => beside)].map((side) =>
      // a document that nobody came to in a round has no figure there
      median(side.filter(({ answers }) => answers.length > 0).map(({ answers }) => percentile(answers, part))),
    );
  const p99 = ({ answers }) => percentile(answers, 0.99);
  const ratios = rounds.map(({ alone, beside }) => p99(beside) / Math.max(p99(alone), 1)).filter(Number.isFinite);
  return { label, ratios, single: percentile(single.answers, 0.5), p50: share(0.5), p99: share(0.99), most: share(1) };
}

/** A screen, and where it asks several documents, each of them. */
function linesOf({ screen, single, rounds }) {
  const line = figuresOf(screen.name, { single, rounds });
  const loops = (pick) => [
    pick(single.loop),
    ...['alone', 'beside'].map((side) => median(rounds.map((round) => pick(round[side].loop)))),
  ];
  line.loop = loops(({ max }) => max);
  line.own = loops(({ own }) => own);
  // every document was asked there
  const names = [...new Set(single.answers.map(({ name }) => name))];
  if (names.length === 1) return [line];
  const parts = names.map((name) => {
    const only = ({ answers }) => ({ answers: answers.filter((answer) => answer.name === name) });
    const pairs = rounds.map(({ alone, beside }) => ({ alone: only(alone), beside: only(beside) }));
    return figuresOf(`· ${name}`, { single: only(single), rounds: pairs });
  });
  return [line, ...parts];
}

const side = (values) => values?.map(whole).join(' / ') ?? '';
const columns = [
  ['ms', ({ label }) => label],
  ['one person', ({ single }) => whole(single)],
  ['p50', ({ p50 }) => side(p50)],
  ['p99', ({ p99 }) => side(p99)],
  ['slowest', ({ most }) => side(most)],
  ['p99 ratio', ({ ratios }) => (ratios.length ? median(ratios).toFixed(2) : '–')],
  ['loop stopped', ({ loop }) => side(loop)],
  ['by itself', ({ own }) => side(own)],
];

/** What stands in the table. With one person the loop stops for one answer, with many for all that have come together. */
const legend =
  'Milliseconds, alone / beside. One person: half of the answers when a single one asks, alone. Loop: one person / alone / beside; by itself: without waiting for a processor.';

export const besideTable = (rows) => `${legend}\n\n` + markdown(columns, rows.flatMap(linesOf));

/** For every screen whether people would notice, and by what. */
export const verdicts = (rows) => rows.map(verdict).join('\n');

function verdict({ screen, single, rounds }) {
  const { ratios, p99 } = figuresOf(screen.name, { single, rounds });
  const loops = rounds.map(({ beside }) => beside.loop.own);
  const faults = rounds.flatMap(({ alone, beside }) => [alone, beside]).flatMap(faultsOf);
  const mark = (good) => (good ? '✓' : '✗');
  const text = (value) => value.toFixed(2);
  return [
    `${screen.zh} · ${screen.name}`,
    `  ${mark(median(ratios) <= bounds.ratio)} p99 ratio: median ${text(median(ratios))}, best ${text(Math.min(...ratios))} (at most ${bounds.ratio}); ${whole(p99[0])} ms alone, ${whole(p99[1])} ms beside`,
    `  ${mark(median(loops) <= bounds.loop)} event loop, longest stop without waiting for a processor: median ${text(median(loops))} ms, best ${text(Math.min(...loops))} ms (at most ${bounds.loop})`,
    ...(faults.length > 0 ? [`  ${mark(false)} not answered: ${faults.length}, such as ${faults[0].name}`] : []),
  ].join('\n');
}
