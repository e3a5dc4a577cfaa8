import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';
import { DateScalar, DecimalScalar, InstantScalar } from '../../graphql/scalars';
import { list } from '../field-filters';

const text = (description: string) => ({ type: GraphQLString, description });
const decimal = (description: string) => ({ type: DecimalScalar, description });

const enumOf = (name: string, description: string, values: Record<string, string>) =>
  new GraphQLEnumType({
    name,
    description,
    values: Object.fromEntries(Object.entries(values).map(([value, words]) => [value, { description: words }])),
  });
const periods = {
  DAY: 'Calendar days.',
  WEEK: 'Weeks that begin on Monday.',
  MONTH: 'Months.',
  QUARTER: 'Quarters of the calendar year.',
  YEAR: 'Calendar years.',
  FISCAL_QUARTER: 'Quarters of the year that begins in `fiscalYearStart`.',
  FISCAL_YEAR: 'Years that begin in `fiscalYearStart`.',
  QUARTER_OF_YEAR: '1 to 4, of all years together.',
  MONTH_OF_YEAR: '1 to 12, of all years together.',
  DAY_OF_WEEK: '1 (Monday) to 7 (Sunday), of all weeks together.',
};

export const DateBucket = enumOf('DateBucket', 'Stretches of the calendar that dates are grouped by.', periods);
export const InstantBucket = enumOf(
  'InstantBucket',
  'Stretches of the calendar in a time zone that instants are grouped by.',
  {
    HOUR: 'Hours.',
    ...periods,
    HOUR_OF_DAY: '0 to 23, of all days together.',
  },
);
const RegionLevel = enumOf('RegionLevel', 'Levels of region codes.', {
  PROVINCE: 'Provinces, as `330000`.',
  CITY: 'Cities, as `330100`.',
  DISTRICT: 'Districts and counties: the code itself.',
});
const IndustryLevel = enumOf('IndustryLevel', 'Levels of industry codes.', {
  SECTION: 'Sections 门类, as `C`.',
  DIVISION: 'Divisions 大类, as `C34`.',
  GROUP: 'Groups 中类, as `C341`.',
  CLASS: 'Classes 小类: the code itself.',
});
const edges = {
  type: list(DecimalScalar),
  description: 'Rising, at most 50; each group reaches from one edge up to, not including, the next.',
};
const NumberBuckets = new GraphQLInputObjectType({
  name: 'NumberBuckets',
  description: 'How figures are grouped: between edges, or by value without them.',
  fields: { edges },
});
const MoneyBuckets = new GraphQLInputObjectType({
  name: 'MoneyBuckets',
  description: 'How amounts are grouped: by currency; those of one currency between edges.',
  fields: { edges, currency: text('Currency of the edges, ISO 4217; CNY when left out.') },
});

const PeriodKey = new GraphQLObjectType({
  name: 'PeriodKey',
  description: 'A stretch of the calendar, or a part of it that comes again.',
  fields: {
    label: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'As people write it: `2026-03`, `2026-Q1`, `2026/27`.',
    },
    from: { type: DateScalar, description: 'First day; null for parts that come again.' },
    to: { type: DateScalar, description: 'Last day.' },
    start: { type: InstantScalar, description: 'When it begins; only for instants.' },
    end: { type: InstantScalar, description: 'When the next one begins; only for instants.' },
    number: { type: GraphQLInt, description: 'Number of a part that comes again.' },
  },
});
const NumberKey = new GraphQLObjectType({
  name: 'NumberKey',
  description: 'Figures from `from` up to, not including, `to`; both the same when grouped by value.',
  fields: { from: decimal('Lower edge; null = no lower end.'), to: decimal('Upper edge; null = no upper end.') },
});
const MoneyKey = new GraphQLObjectType({
  name: 'MoneyKey',
  description: 'Amounts of one currency, from `from` up to, not including, `to`.',
  fields: {
    currency: { type: new GraphQLNonNull(GraphQLString), description: 'ISO 4217 code.' },
    from: decimal('Lower edge; null = no lower end.'),
    to: decimal('Upper edge; null = no upper end.'),
  },
});

/** What a kind of key takes. */
export const INPUTS: Record<string, GraphQLInputType> = {
  VALUE: GraphQLBoolean,
  ITEM: GraphQLBoolean,
  NUMBER: NumberBuckets,
  MONEY: MoneyBuckets,
  REGION: RegionLevel,
  INDUSTRY: IndustryLevel,
};
/** What a kind of key answers, where it is no plain value. */
export const OUTPUTS: Record<string, GraphQLOutputType> = { PERIOD: PeriodKey, NUMBER: NumberKey, MONEY: MoneyKey };
