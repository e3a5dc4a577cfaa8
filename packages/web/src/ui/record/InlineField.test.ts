import { mount } from '@vue/test-utils';
import type { Field } from '@dossier/shared';
import ElementPlus from 'element-plus';
import type { InlineEdit } from '../../graph/inline';
import { i18n } from '../../locales';
import { lookupKey } from '../lookup';
import InlineField from './InlineField.vue';

const field: Field = { kind: 'text', max: 100, label: { zh: '简称', en: 'Short name' } };

function inline(given: Partial<InlineEdit>, of: Field = field) {
  const edit: InlineEdit = {
    name: null,
    value: '旧名',
    errors: [],
    reasons: {},
    saving: false,
    conflict: null,
    filters: {},
    allowed: () => true,
    begin: jest.fn(() => Promise.resolve()),
    write: jest.fn(),
    save: jest.fn(() => Promise.resolve()),
    cancel: jest.fn(),
    settle: jest.fn(),
    postpone: jest.fn(),
    ...given,
  };
  const lookup = { find: jest.fn(), titleOf: jest.fn() };
  const wrapper = mount(InlineField, {
    props: { name: 'shortName', field: of, edit },
    slots: { default: '旧名' },
    global: { plugins: [i18n, ElementPlus], provide: { [lookupKey as symbol]: lookup } },
  });
  return { edit, wrapper };
}

describe('InlineField', () => {
  it('shows no pencil to those who may not write', () => {
    expect(
      inline({ allowed: () => false })
        .wrapper.find('button')
        .exists(),
    ).toBe(false);
  });
  it('begins with its pencil, which says what it changes', async () => {
    const { edit, wrapper } = inline({});
    expect(wrapper.find('button').attributes('aria-label')).toBe('修改简称');
    await wrapper.find('button').trigger('click');
    expect(edit.begin).toHaveBeenCalledWith('shortName');
  });
  it('saves with Enter and leaves with Esc', async () => {
    const { edit, wrapper } = inline({ name: 'shortName' });
    await wrapper.find('input').trigger('keydown', { key: 'Enter' });
    expect(edit.save).toHaveBeenCalledTimes(1);
    await wrapper.find('input').trigger('keydown', { key: 'Escape' });
    expect(edit.cancel).toHaveBeenCalledTimes(1);
  });
  it('keeps Enter for a new line where there are lines', async () => {
    const { edit, wrapper } = inline({ name: 'shortName' }, { ...field, multiline: true } as Field);
    await wrapper.find('textarea').trigger('keydown', { key: 'Enter' });
    expect(edit.save).not.toHaveBeenCalled();
    await wrapper.find('textarea').trigger('keydown', { key: 'Enter', ctrlKey: true });
    expect(edit.save).toHaveBeenCalledTimes(1);
  });
});
