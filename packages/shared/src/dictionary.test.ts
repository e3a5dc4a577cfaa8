import { assessmentFields } from './assessment';
import { scorecardFields } from './scorecard';
import { contactFields, contactSections } from './contact';
import { contractFields, contractSections } from './contract';
import { contractItemFields } from './contract-item';
import { customerFields, customerSections } from './customer';
import type { Field, Fields, Sections } from './dictionary';
import { errorText, errorTexts, overridableCodes, type ErrorCode } from './errors';
import { assessmentSections } from './assessment';
import { builtInRoles } from './permissions';
import { stageMove } from './stage';
import { fold } from './text';
import { userFields } from './user';

const entities: Record<string, [Fields, Sections | null]> = {
  customer: [customerFields, customerSections],
  contact: [contactFields, contactSections],
  contract: [contractFields, contractSections],
  contractItem: [contractItemFields, null],
  scorecard: [scorecardFields, assessmentSections],
  assessment: [assessmentFields, assessmentSections],
  user: [userFields, null],
};

function walk(fields: Fields): [string, Field][] {
  return Object.entries(fields).flatMap(([name, field]) => [
    [name, field] as [string, Field],
    ...(field.kind === 'objects' ? walk(field.fields) : []),
  ]);
}
const all = Object.values(entities).flatMap(([fields]) => walk(fields));

test.each(Object.entries(entities))('%s: sections exist, labels are unique', (_, [fields, sections]) => {
  const labels = Object.values(fields).map((field) => field.label.zh);
  expect(new Set(labels).size).toBe(labels.length);
  for (const field of Object.values(fields)) if (sections) expect(sections).toHaveProperty(field.section ?? 'none');
});

test('one enum name always means the same list, and no name is shared with an object type', () => {
  const known = new Map<string, string>();
  for (const [, field] of all) {
    if (field.kind !== 'enum' && field.kind !== 'objects') continue;
    const content = field.kind === 'enum' ? Object.keys(field.values).join() : `{${Object.keys(field.fields).join()}}`;
    expect(known.get(field.type) ?? content).toBe(content);
    known.set(field.type, content);
  }
});

test('names fit the graph and the database', () => {
  for (const [name, field] of all) {
    expect(name).toMatch(/^[a-z][A-Za-z0-9]{0,39}$/);
    if (field.kind === 'ref') expect(name).toMatch(/Id$/);
    if (field.kind === 'enum')
      for (const value of Object.keys(field.values)) expect(value).toMatch(/^[A-Z][A-Z0-9_]*$/);
    if (field.kind === 'enum' && field.initial !== undefined)
      expect(Object.keys(field.values)).toContain(field.initial);
  }
});

test.each(Object.entries(entities))('%s: no header means two fields', (_, [fields]) => {
  const seen = new Map<string, string>();
  for (const [name, field] of Object.entries(fields)) {
    const words = new Set([field.label.zh, field.label.en, ...(field.aliases ?? [])].map(fold));
    for (const word of words) {
      // 企业规模 is shown for the computed scale and imported into the manual one.
      if (field.access === 'system') continue;
      expect([word, seen.get(word) ?? name]).toEqual([word, name]);
      seen.set(word, name);
    }
  }
});

test('identity and account numbers are in the dictionary as sealed fields alone', () => {
  for (const [name, field] of all)
    if (/password|secret|identity|accountNumber|idNumber/i.test(name))
      expect([name, field.kind]).toEqual([name, 'secret']);
});

test('every error has both sentences with the same parameters', () => {
  for (const [code, text] of Object.entries(errorTexts)) {
    const names = (sentence: string): string[] => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
    expect([code, names(text.en)]).toEqual([code, names(text.zh)]);
  }
  for (const code of overridableCodes) expect(errorTexts[code].zh).toContain('说明原因');
});

test('sentences take labels in the reader’s language', () => {
  const params = { field: customerFields.name.label, max: 200, length: 201 };
  expect(errorText('TOO_LONG', 'zh', params)).toBe('客户全称最多 200 个字符，现有 201 个，请缩短');
  expect(errorText('TOO_LONG', 'en', params)).toBe('Name takes at most 200 characters, this has 201; shorten it');
  expect(errorText('NOT_FOUND' satisfies ErrorCode, 'en')).toContain('refresh');
});

test('roles', () => {
  expect(builtInRoles).toMatchSnapshot();
});

test('stages', () => {
  expect(stageMove('COOPERATING', 'LOST')).toEqual({ to: 'LOST', reason: true });
  expect(stageMove('POTENTIAL', 'INTERESTED')).toEqual({ to: 'INTERESTED', reason: false });
  expect(stageMove('POTENTIAL', 'PAUSED')).toBeNull();
  expect(stageMove('LOST', 'LOST')).toBeNull();
});
