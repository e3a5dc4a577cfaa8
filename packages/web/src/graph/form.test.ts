import { customerFields } from '@dossier/shared';
import {
  byField,
  initialFormValues,
  inputOf,
  overrideKey,
  overridesOf,
  patchOf,
  valuesOf,
  type FormError,
} from './form';

const warning: FormError = {
  code: 'CREDIT_CODE_CHECK_DIGIT',
  path: ['unifiedSocialCreditCode'],
  message: '',
  severity: 'WARNING',
  overridable: true,
};

describe('form values', () => {
  it('turns references into ids and drops what the client adds', () => {
    const values = valuesOf(customerFields, {
      name: '甲',
      owner: { id: 'usr_1', name: '王' },
      registeredCapital: { __typename: 'Money', amount: '1.00', currency: 'CNY' },
      marketShare: '12.50',
    });
    expect(values).toMatchObject({
      ownerId: 'usr_1',
      registeredCapital: { amount: '1.00', currency: 'CNY' },
      marketShare: '12.5',
    });
  });

  it('sends what is written, and of an old record what has changed', () => {
    const fresh = initialFormValues(customerFields, { name: '甲' });
    expect(inputOf(['name', 'shortName', 'tags', 'blacklisted'], { ...fresh, tags: [] })).toEqual({
      name: '甲',
      blacklisted: false,
    });
    expect(
      patchOf(
        ['name', 'shortName', 'tags'],
        { name: '乙', shortName: '', tags: null },
        { name: '甲', shortName: null, tags: [] },
      ),
    ).toEqual({ name: '乙' });
    expect(patchOf(['name'], { name: null }, { name: '甲' })).toEqual({ name: null });
  });

  it('accepts a warning only with a reason', () => {
    expect(overridesOf([warning], { [overrideKey(warning)]: '  ' })).toEqual([]);
    expect(overridesOf([warning], { [overrideKey(warning)]: ' 核对无误 ' })).toEqual([
      { code: warning.code, path: warning.path, reason: '核对无误' },
    ]);
    expect(byField([{ ...warning, path: ['addresses', '0', 'text'] }])).toHaveProperty('addresses');
  });
});
