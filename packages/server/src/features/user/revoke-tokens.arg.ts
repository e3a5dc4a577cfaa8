import { Arg } from 'type-graphql';

/** Whether the API tokens made under the old password end with it. */
export const RevokeTokensArg = (): ReturnType<typeof Arg> =>
  Arg('revokeTokens', () => Boolean, {
    defaultValue: true,
    description: 'Also ends the person’s API tokens; false keeps them working.',
  });
