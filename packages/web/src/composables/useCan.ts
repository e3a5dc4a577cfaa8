import type { Scope } from '@dossier/shared';
import { useSession } from '../stores/session';

/** `can('customer:create')`: whether the person may; the server decides again. */
export function useCan(): (scope: Scope | undefined) => boolean {
  const session = useSession();
  return (scope) => !scope || session.scopes.has(scope);
}
