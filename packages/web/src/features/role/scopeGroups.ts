import { guardedScopes, scopeLabels, scopes, type Label, type Scope } from '@dossier/shared';

/** Scopes of one resource, in the order they are declared. */
export interface ScopeGroup {
  resource: string;
  scopes: { scope: Scope; label: Label }[];
}

/** All scopes by resource; the guarded ones, which have a giver of their own, together at the end. */
export function scopeGroups(): ScopeGroup[] {
  const groups = new Map<string, ScopeGroup>();
  for (const scope of [...scopes].sort((a, b) => Number(guardedScopes.has(a)) - Number(guardedScopes.has(b)))) {
    const resource = guardedScopes.has(scope) ? 'guarded' : scope.slice(0, scope.indexOf(':'));
    const group = groups.get(resource) ?? { resource, scopes: [] };
    group.scopes.push({ scope, label: scopeLabels[scope] });
    groups.set(resource, group);
  }
  return [...groups.values()];
}
