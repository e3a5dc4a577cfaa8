import {
  GraphQLEnumType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLResolveInfo,
} from 'graphql';
import type { RequestContext } from '../../platform/context/context';
import { DateScalar } from '../../platform/graphql/scalars';
import type { RootFields } from '../../platform/query/extend-schema';
import { loadRecord } from '../../platform/query/record-loader';
import { changeGroups, type ChangeGroup, type GroupArguments } from './change-groups';

const ChangeGroupKey = new GraphQLEnumType({
  name: 'ChangeGroupKey',
  description: 'What changes are counted by.',
  values: {
    FIELD: { description: 'The field that changed; a change of three fields counts in three groups.' },
    PERSON: { description: 'Who did it.' },
    DAY: { description: 'The business day.' },
    MONTH: { description: 'The month of business days.' },
    ENTITY: { description: 'The type of the record.' },
    VERB: { description: 'What was done.' },
  },
});

/** `changeGroups`: it takes the filter of changes, so it joins the graph where filters are made. */
export const changeGroupsRoot: RootFields = ({ types, models, objectOf }) => {
  const user = models.get('User');
  const asked = (what: string) => `${what}; null unless asked for.`;
  const ChangeGroupType = new GraphQLObjectType<ChangeGroup, RequestContext>({
    name: 'ChangeGroup',
    description: 'Changes that have the asked keys in common.',
    fields: {
      field: { type: GraphQLString, description: asked('Field, as the trail names it') },
      person: {
        type: objectOf(user),
        description: asked('Who did it, null also for the archive itself'),
        resolve: ({ personId }, _args, ctx, info: GraphQLResolveInfo) =>
          personId && loadRecord(ctx, user, personId, info),
      },
      day: { type: DateScalar, description: asked('Business day') },
      month: { type: GraphQLString, description: asked('Month of business days, as 2026-03') },
      entity: { type: GraphQLString, description: asked('Type of the record') },
      verb: { type: GraphQLString, description: asked('What was done') },
      count: { type: new GraphQLNonNull(GraphQLInt), description: 'Number of changes.' },
    },
  });
  const list = <T extends GraphQLObjectType | GraphQLEnumType>(type: T) =>
    new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
  return {
    changeGroups: {
      type: list(ChangeGroupType),
      description:
        'How many changes there are by field, person, day, month, type or verb; those that the caller may see. The most frequent first; by DAY or MONTH first, from the latest.',
      args: {
        by: { type: list(ChangeGroupKey), description: 'Keys, the first one leads.' },
        filter: { type: types.filter(models.get('Change')), description: 'Conditions; all changes when left out.' },
        first: { type: GraphQLInt, description: 'Groups, 1 to 500; 100 when left out.' },
      },
      resolve: (_source, args, ctx) => changeGroups(ctx, args as unknown as GroupArguments),
    },
  };
};
