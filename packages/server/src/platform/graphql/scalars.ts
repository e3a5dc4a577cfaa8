import { isDate } from '@dossier/shared';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const EXAMPLES: Record<string, string> = {
  Date: '2026-11-21',
  Instant: '2026-11-21T08:00:00.000Z',
  Decimal: '1234.50',
};
/** `node`: where it stands in the text of a document; a variable is named by its path. */
const badFormat = (name: string, node?: ValueNode) =>
  new GraphQLError(`${name}: write it like "${EXAMPLES[name]}" (格式不对，应如 ${EXAMPLES[name]})`, {
    nodes: node,
    extensions: { code: 'BAD_USER_INPUT' },
  });

const text = (name: string, node: ValueNode): string => {
  if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT) return node.value;
  throw badFormat(name, node);
};

function scalar(name: string, description: string, check: (value: string) => boolean): GraphQLScalarType {
  const parse = (value: unknown, node?: ValueNode): string => {
    if (typeof value !== 'string' || !check(value)) throw badFormat(name, node);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(text(name, node), node),
  });
}

/** Calendar date without time or zone. */
export const DateScalar = scalar('Date', 'Calendar date `YYYY-MM-DD`, without time and zone.', isDate);
/** Point in time. */
export const InstantScalar = scalar(
  'Instant',
  'Point in time, ISO 8601 with zone, e.g. `2026-11-21T08:00:00.000Z`; answers are in UTC with milliseconds.',
  (value) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    isDate(value.slice(0, 10)) &&
    !Number.isNaN(Date.parse(value)),
);
/** Exact decimal number. */
export const DecimalScalar = new GraphQLScalarType({
  name: 'Decimal',
  description:
    'Exact decimal number as a string, e.g. `"1234.50"`; never a float. Numbers written in the query text are taken by their digits.',
  serialize: (value) => value,
  parseValue(value) {
    const digits = typeof value === 'number' ? String(value) : value;
    if (typeof digits !== 'string' || !/^-?\d{1,20}(\.\d{1,12})?$/.test(digits)) throw badFormat('Decimal');
    return digits;
  },
  parseLiteral: (node) => {
    const digits = text('Decimal', node);
    if (!/^-?\d{1,20}(\.\d{1,12})?$/.test(digits)) throw badFormat('Decimal', node);
    return digits;
  },
});
/** An answer of any shape; never taken as input. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'An object as JSON.',
  serialize: (value) => value,
  parseValue: () => {
    throw badFormat('JSON');
  },
});
