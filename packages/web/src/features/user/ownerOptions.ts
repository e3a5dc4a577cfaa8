import { useApolloClient } from '@vue/apollo-composable';
import { UserOptionsDocument } from '../../gql/user';
import type { Option } from '../../graph/list';

/** The people to filter by. */
export function ownerOptions(): () => Promise<Option[]> {
  const { client } = useApolloClient();
  return async () => {
    const { data } = await client.query({ query: UserOptionsDocument });
    return data.users.nodes.map((user) => ({ value: user.id, label: user.name }));
  };
}
