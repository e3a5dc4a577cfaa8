import { GraphQLEnumType } from 'graphql';
import { relativeNames, type RelativeName } from '@dossier/shared';

/** Both ends belong to a span; analysts must be able to tell from the schema alone. */
const SPANS: Record<RelativeName, string> = {
  TODAY: 'Today.',
  YESTERDAY: 'The day before today.',
  TOMORROW: 'The day after today.',
  THIS_WEEK: 'Monday to Sunday of this week.',
  THIS_MONTH: 'First to last day of this month.',
  THIS_QUARTER: 'First to last day of this quarter.',
  THIS_YEAR: '1 January to 31 December of this year.',
  LAST_WEEK: 'Monday to Sunday of the week before this one.',
  LAST_MONTH: 'First to last day of the month before this one.',
  LAST_QUARTER: 'First to last day of the quarter before this one.',
  LAST_YEAR: '1 January to 31 December of the year before this one.',
  NEXT_WEEK: 'Monday to Sunday of the week after this one.',
  NEXT_MONTH: 'First to last day of the month after this one.',
  NEXT_QUARTER: 'First to last day of the quarter after this one.',
  NEXT_YEAR: '1 January to 31 December of the year after this one.',
  LAST_6_MONTHS: 'Six whole months of which this month is the last.',
  LAST_12_MONTHS: 'Twelve whole months of which this month is the last.',
  NEXT_6_MONTHS: 'Six whole months of which this month is the first.',
  NEXT_12_MONTHS: 'Twelve whole months of which this month is the first.',
  LAST_7_DAYS: 'Seven days of which today is the last.',
  LAST_30_DAYS: 'Thirty days of which today is the last.',
  LAST_90_DAYS: 'Ninety days of which today is the last.',
  NEXT_7_DAYS: 'Today and the seven days after it.',
  NEXT_30_DAYS: 'Today and the thirty days after it, as in “expires within 30 days”.',
  NEXT_90_DAYS: 'Today and the ninety days after it.',
  PAST: 'Every day before today.',
  FUTURE: 'Every day after today.',
};

export const RelativeRange = new GraphQLEnumType({
  name: 'RelativeRange',
  description:
    'Spans of whole calendar days relative to today in the business time zone, both ends included; weeks begin on Monday.',
  values: Object.fromEntries(relativeNames.map((name) => [name, { value: name, description: SPANS[name] }])),
});
