import { isBuiltInRole, roleLabels } from '@dossier/shared';
import { useQuery } from '@vue/apollo-composable';
import { computed, type ComputedRef } from 'vue';
import { RoleOptionsDocument } from '../../gql/role';
import type { Option } from '../../graph/list';
import { useLabels } from '../../locales';

/** The roles to choose from, and the name of a code; built-in roles are named in the reader's language. */
export function useRoleNames(): {
  options: ComputedRef<Option[]>;
  nameOf: (code: string) => string;
  /** Why the person cannot give the role to others; null when they can. */
  refusalOf: (code: string) => string | null;
} {
  const { text } = useLabels();
  const { result } = useQuery(RoleOptionsDocument, {}, { fetchPolicy: 'cache-and-network' });
  const options = computed(() =>
    (result.value?.roles.nodes ?? []).map(({ code, name }) => ({
      value: code ?? '',
      label: code && isBuiltInRole(code) ? text(roleLabels[code]) : name,
    })),
  );
  const nameOf = (code: string): string =>
    options.value.find((option) => option.value === code)?.label ??
    (isBuiltInRole(code) ? text(roleLabels[code]) : code);
  const refusalOf = (code: string): string | null =>
    result.value?.grantableRoles.find((role) => role.code === code)?.refusal ?? null;
  return { options, nameOf, refusalOf };
}
