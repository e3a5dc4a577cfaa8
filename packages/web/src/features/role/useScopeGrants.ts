import { guardedScopes, type Scope } from '@dossier/shared';
import { useCan } from '../../composables/useCan';
import { useText } from '../../locales';

/** Why the person cannot write a scope into a role; null when they can. */
export function useScopeGrants(): (scope: Scope) => string | null {
  const can = useCan();
  const { t } = useText();
  return (scope) => {
    if (guardedScopes.has(scope)) return can('security:grant') ? null : t('org.guardedBy');
    return can(scope) ? null : t('org.notYours');
  };
}
