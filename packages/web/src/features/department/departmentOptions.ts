import { useApolloClient } from '@vue/apollo-composable';
import { DepartmentTreeDocument } from '../../gql/department';
import type { Option } from '../../graph/list';

/** The departments to filter by. */
export function departmentOptions(): () => Promise<Option[]> {
  const { client } = useApolloClient();
  return async () => {
    const { data } = await client.query({ query: DepartmentTreeDocument });
    return data.departments.nodes.map(({ id, name }) => ({ value: id, label: name }));
  };
}
