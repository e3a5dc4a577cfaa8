import { useApolloClient } from '@vue/apollo-composable';
import { ref, type Ref } from 'vue';
import { AdministratorsDocument } from '../gql/user';
import { useCan } from './useCan';

/** Names of those who can widen a right; asked for only when somebody must be asked, and none if people may not be seen. */
export function useAdministrators(needed: boolean): Ref<readonly string[]> {
  const { client } = useApolloClient();
  const can = useCan();
  const names = ref<readonly string[]>([]);
  if (needed && can('user:read'))
    void client
      .query({ query: AdministratorsDocument })
      .then(({ data }) => (names.value = data.users.nodes.map(({ name }) => name)))
      .catch(() => undefined);
  return names;
}
