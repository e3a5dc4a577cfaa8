import { builtInRoles, type RoleRights } from './permissions';
import { parseInput } from './input';
import { roleFields } from './role';
import { roleRules } from './role-rules';
import { uniteRights } from './united-rights';

const { SALES, MANAGER, SECURITY, AUDITOR } = builtInRoles;
const BLIND: RoleRights = { ...SECURITY, scopes: ['audit:read'] };
const hiding = (field: string, right: 'HIDDEN' | 'MASKED' | 'READ'): RoleRights => ({
  ...SALES,
  fieldRights: [{ field, right }],
});

test('scopes are united and ranges add up', () => {
  const { scopes, ranges } = uniteRights([SALES, MANAGER]);
  expect(scopes.has('contract:approve')).toBe(true);
  expect(scopes.has('user:create')).toBe(false);
  expect(ranges.customer).toEqual(['OWN', 'DEPARTMENT_TREE']);
  expect(uniteRights([MANAGER, AUDITOR]).ranges.contract).toEqual(['ALL']);
});

test('a role widens only what it lets its bearers read', () => {
  const blind: RoleRights = { ...BLIND, ranges: AUDITOR.ranges };
  expect(uniteRights([SALES, blind]).ranges).toEqual(uniteRights([SALES]).ranges);
});

test('without a role nothing is allowed', () => {
  expect(uniteRights([])).toEqual({ scopes: new Set(), ranges: uniteRights([SALES]).ranges, fieldRights: new Map() });
});

test('the widest right of a field holds; silence is the widest', () => {
  const field = 'Contact.mobile';
  expect(uniteRights([hiding(field, 'HIDDEN'), hiding(field, 'MASKED')]).fieldRights.get(field)).toBe('MASKED');
  expect(uniteRights([hiding(field, 'HIDDEN'), SALES]).fieldRights.has(field)).toBe(false);
});

test('a role that cannot read the record frees none of its fields', () => {
  const field = 'ContractItem.unitPrice';
  expect(uniteRights([hiding(field, 'MASKED'), BLIND]).fieldRights.get(field)).toBe('MASKED');
});

test('a role names scopes that exist, and a field once', () => {
  const faults = (input: object) => {
    const result = parseInput(roleFields, input, { mode: 'create', today: '2026-11-22', rules: roleRules });
    return result.ok ? [] : result.errors.map(({ code, path }) => [code, path.join('.')]);
  };
  const base = { code: 'x_lead', name: '组长' };
  expect(faults({ ...base, scopes: ['customer:read'] })).toEqual([]);
  expect(faults({ ...base, scopes: ['customer:read', 'customer:burn'] })).toEqual([['UNKNOWN_SCOPE', 'scopes.1']]);
  const twice = [
    { field: 'Customer.website', right: 'HIDDEN' },
    { field: 'Customer.website', right: 'READ' },
  ];
  expect(faults({ ...base, fieldRights: twice })).toEqual([['FIELD_RIGHT_TWICE', 'fieldRights.1.field']]);
});

test('what tells a closed field together is closed with it', () => {
  const role = (fieldRights: RoleRights['fieldRights']): RoleRights => ({
    scopes: ['contract:read'],
    ranges: { customer: 'ALL', contact: 'ALL', contract: 'ALL', assessment: 'ALL' },
    fieldRights,
  });
  const of = (fieldRights: RoleRights['fieldRights']) =>
    Object.fromEntries(uniteRights([role(fieldRights)]).fieldRights);
  expect(of([{ field: 'Contract.amount', right: 'HIDDEN' }])).toEqual({
    'Contract.amount': 'HIDDEN',
    'Contract.netAmount': 'HIDDEN',
    'Contract.taxAmount': 'HIDDEN',
    'ContractItem.amount': 'HIDDEN',
    'ContractItem.unitPrice': 'HIDDEN',
  });
  expect(of([{ field: 'ContractItem.unitPrice', right: 'MASKED' }])).toEqual({
    'ContractItem.unitPrice': 'MASKED',
    'ContractItem.amount': 'MASKED',
  });
  expect(of([{ field: 'ContractItem.amount', right: 'MASKED' }])).toMatchObject({ 'ContractItem.unitPrice': 'MASKED' });
  // what may be read tells nothing that is closed
  expect(of([{ field: 'Contract.amount', right: 'READ' }])).toEqual({ 'Contract.amount': 'READ' });
  // the narrower stays
  expect(
    of([
      { field: 'Contract.amount', right: 'MASKED' },
      { field: 'Contract.netAmount', right: 'HIDDEN' },
    ]),
  ).toMatchObject({ 'Contract.netAmount': 'HIDDEN', 'Contract.taxAmount': 'MASKED' });
  expect(of([{ field: 'Contract.netAmount', right: 'HIDDEN' }])).toEqual({ 'Contract.netAmount': 'HIDDEN' });
});
