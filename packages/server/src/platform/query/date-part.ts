import { GraphQLEnumType, GraphQLInputObjectType, GraphQLInt, GraphQLNonNull, GraphQLString } from 'graphql';

const DatePart = new GraphQLEnumType({
  name: 'DatePart',
  description: 'Parts of the calendar that come again.',
  values: {
    QUARTER_OF_YEAR: { description: '1 to 4.' },
    MONTH_OF_YEAR: { description: '1 to 12.' },
    DAY_OF_WEEK: { description: '1 (Monday) to 7 (Sunday).' },
    HOUR_OF_DAY: { description: '0 to 23; of instants.' },
  },
});

/** The condition behind groups by parts of the calendar that come again. */
export const DatePartFilter = new GraphQLInputObjectType({
  name: 'DatePartFilter',
  description: 'A part of the calendar that comes again, as every March or every Monday.',
  fields: {
    of: { type: new GraphQLNonNull(DatePart), description: 'Which part.' },
    is: { type: new GraphQLNonNull(GraphQLInt), description: 'Its number.' },
    timeZone: { type: GraphQLString, description: 'IANA name; for instants, the business zone when left out.' },
  },
});
