import type { Scope } from '@dossier/shared';
import { useSession } from '../stores/session';

/** `can('customer:create')`: whether the person may, of several scopes any; the server decides again. */
export function useCan(): (scope: Scope | readonly Scope[] | undefined) => boolean {
  const session = useSession();
  return (scope) => !scope || (Array.isArray(scope) ? scope : [scope as Scope]).some((one) => session.scopes.has(one));
}
