import { isInput, type Field } from '@dossier/shared';
import type { Values } from '../platform/db/columns';
import { createMany, updateMany } from '../platform/db/write';
import type { EntityModel, FieldModel } from '../platform/query/model';
import { openTestApp, type TestApp } from './test-app';

// One record of each type with a value in every field that is found again wherever it comes out. The list of fields comes from the
// dictionary: a new field is tested from the day it is declared.

export interface PlantedArchive {
  app: TestApp;
  /** Raw id of the record of each type. */
  ids: Record<string, string>;
}

/** An archive with a planted record of each type. */
export async function openPlanted(): Promise<PlantedArchive> {
  const app = await openTestApp();
  const ids: Record<string, string> = {};
  await app.write(async (tx) => {
    const make = async (entity: string, refs: Values) => {
      const model = tx.models.get(entity);
      const values = { ...planted(model), ...refs };
      const [id] = await createMany(tx, model, [values]);
      ids[entity] = id!;
      // a second version, so that the trail has a before and an after
      const text = Object.entries(model.dictionary).find(
        ([name, f]) => isInput(f) && f.kind === 'text' && name !== 'name',
      );
      if (text)
        await updateMany(tx, model, [{ id: ids[entity]!, patch: { [text[0]]: `${canary(entity, text[0])}2` } }]);
    };
    const user = app.actors.SALES.userId;
    await make('Scorecard', {});
    await make('Customer', { ownerId: user });
    const customerId = ids.Customer!;
    await make('Contact', { customerId, isPrimary: true });
    await make('Contract', { customerId, ourSignatoryId: user, theirSignatoryId: ids.Contact });
    await make('ContractItem', { contractId: ids.Contract });
    await make('Assessment', { customerId, scorecardId: ids.Scorecard, assessorId: user });
  });
  return { app, ids };
}

/** A value that is found again wherever it comes out; null where a kind has none that could be told from others. */
export const canary = (entity: string, field: string): string => `保密${entity}${field}`;
export function plantedValue(entity: string, name: string, field: Field): unknown {
  switch (field.kind) {
    case 'text':
      return canary(entity, name).slice(0, field.max);
    case 'keyword':
      return `S${Math.abs(hash(entity + name))}`.slice(0, field.max);
    case 'secret':
      return `9${String(Math.abs(hash(entity + name))).padStart(17, '3')}`;
    case 'list':
      return [canary(entity, name).slice(0, field.max)];
    case 'money':
      return { amount: `${Math.abs(hash(entity + name)) % 10_000_000}.17`, currency: 'CNY' };
    case 'enum':
      return Object.keys(field.values)[0];
    case 'code':
      return field.set === 'region' ? '330106' : 'C34';
    case 'date':
      return '2001-02-03';
    case 'int':
      return 7_654_321 % (field.max ?? 1e9);
    case 'decimal':
      return '7';
    case 'bool':
      return true;
    case 'objects':
      return [
        Object.fromEntries(
          Object.entries(field.fields).map(([key, part]) => [key, plantedValue(entity, `${name}.${key}`, part)]),
        ),
      ];
    default:
      return undefined;
  }
}
const hash = (text: string): number => [...text].reduce((h, c) => (h * 31 + c.charCodeAt(0)) | 0, 7);
const planted = (model: EntityModel): Values =>
  Object.fromEntries(
    Object.entries(model.dictionary)
      .filter(([, field]) => isInput(field) && field.kind !== 'ref')
      .map(([name, field]) => [name, plantedValue(model.name, name, field)])
      .filter(([, value]) => value !== undefined),
  );

export const entities = ['Customer', 'Contact', 'Contract', 'ContractItem', 'Assessment'];
/** Fields that no right closes. */
export const open = new Set(['id', 'version', 'createdAt', 'updatedAt']);
/** A field as a document asks it. */
export const selection = (field: FieldModel): string => {
  const { kind } = field.field;
  if (kind === 'money') return `${field.name} { amount currency }`;
  if (kind !== 'objects') return field.name;
  return `${field.name} { ${Object.keys((field.field as { fields: object }).fields)
    .map((name) => name.replace(/Id$/, ''))
    .join(' ')} }`;
};
