import {
  fieldErrorText,
  parseInput,
  rangedResources,
  roleFields,
  roleRules,
  type FieldRight,
  type Range,
} from '@dossier/shared';
import { today } from '../../graph/today';

/** A role as it is edited. */
export interface RoleForm {
  code: string;
  name: string;
  description: string;
  scopes: string[];
  ranges: Record<(typeof rangedResources)[number], Range>;
  fieldRights: { field: string; right: FieldRight }[];
}
export const emptyRole = (): RoleForm => ({
  code: '',
  name: '',
  description: '',
  scopes: [],
  ranges: { customer: 'OWN', contact: 'OWN', contract: 'OWN', assessment: 'OWN' },
  fieldRights: [],
});

/** What is sent of a role; null and a sentence for each field where something is wrong. */
export function judgeRole(
  { ranges, code, ...rest }: RoleForm,
  mode: 'create' | 'update',
  locale: 'zh' | 'en',
): { value: unknown; faults: Record<string, string> } {
  const values = {
    ...rest,
    ...(mode === 'create' ? { code } : {}),
    ...Object.fromEntries(rangedResources.map((resource) => [`${resource}Range`, ranges[resource]])),
  };
  const judged = parseInput(roleFields, values, { mode, today: today(), rules: roleRules });
  if (judged.ok) return { value: judged.value, faults: {} };
  const faults = judged.errors.map((error) => [error.path[0] ?? '', fieldErrorText(error, locale)] as const);
  return { value: null, faults: Object.fromEntries(faults) };
}
