import type { Models } from '../query/models';

const stars = '****';
const named = new WeakMap<Models, ReadonlySet<string>>();

/** The names of all sealed fields. */
function namesIn(models: Models): ReadonlySet<string> {
  let names = named.get(models);
  if (!names) {
    const found = models.all().flatMap((model) => [...model.fields.values()].filter(({ secret }) => secret));
    named.set(models, (names = new Set(found.map(({ name }) => name))));
  }
  return names;
}

/** A question as it may be told to others: what was asked of sealed fields is starred out. */
export function concealIn(models: Models, question: unknown): unknown {
  if (Array.isArray(question)) return question.map((one) => concealIn(models, one));
  if (typeof question !== 'object' || question === null) return question;
  const names = namesIn(models);
  return Object.fromEntries(
    Object.entries(question).map(([key, value]) => [
      key,
      names.has(key) ? concealTexts(value) : concealIn(models, value),
    ]),
  );
}

const concealTexts = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, typeof one === 'boolean' || one === null ? one : stars]),
      )
    : stars;

/** Words that were searched for: a number as long as those of accounts and identity cards is cut. */
export const concealNumbers = (text: string): string =>
  text.replace(/\d(?:[\s-]?\d){13,}/g, (number) => `${stars} ${number.slice(-4)}`);
