/** Rules of a role. Apart from its fields: lists know those, and need not know every scope. */
import { fieldError, type FieldError } from './errors';
import type { Rule } from './input';
import { scopes } from './permissions';
import { roleFields } from './role';

const known: ReadonlySet<string> = new Set(scopes);

/** Codes are plain words; scopes exist; no field is named twice. */
export const roleRules: readonly Rule[] = [
  {
    fields: ['code'],
    check: ({ code }) =>
      /^[A-Z][A-Z0-9_]*$/.test(String(code ?? 'X'))
        ? []
        : [fieldError('INVALID_FORMAT', ['code'], { field: roleFields.code.label, example: 'REGION_LEAD' })],
  },
  {
    fields: ['scopes'],
    check: ({ scopes: given }) =>
      ((given as string[] | null) ?? []).flatMap((scope, i): FieldError[] =>
        known.has(scope) ? [] : [fieldError('UNKNOWN_SCOPE', ['scopes', String(i)], { value: scope })],
      ),
  },
  {
    fields: ['fieldRights'],
    check({ fieldRights }) {
      const seen = new Set<string>();
      return ((fieldRights as { field: string }[] | null) ?? []).flatMap(({ field }, i): FieldError[] => {
        if (!seen.has(field)) return (seen.add(field), []);
        return [fieldError('FIELD_RIGHT_TWICE', ['fieldRights', String(i), 'field'], { value: field })];
      });
    },
  },
];
