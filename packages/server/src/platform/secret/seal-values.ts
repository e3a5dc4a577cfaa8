import { maskSecret, normaliseSecret, type SecretField } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import type { EntityModel } from '../query/model';
import type { Keyring } from './keyring';
import { blindIndex, keyIdOf, open, seal } from './seal';
import { SealedSecret } from './sealed-secret';

type Values = Record<string, unknown>;

/** What sealed values are bound to. */
export const placeOf = (model: Pick<EntityModel, 'name'>, field: string, id: string): string =>
  `${model.name}.${field}.${id}`;
const fieldKey = (model: Pick<EntityModel, 'name'>, field: string): string => `${model.name}.${field}`;

/** The sealed fields of an entity; most have none. */
const sealedFields = new WeakMap<EntityModel, readonly (readonly [string, SecretField])[]>();
export function secretsOf(model: EntityModel): readonly (readonly [string, SecretField])[] {
  let known = sealedFields.get(model);
  if (!known) {
    known = Object.entries(model.dictionary).flatMap(([name, field]) =>
      field.kind === 'secret' ? [[name, field] as const] : [],
    );
    sealedFields.set(model, known);
  }
  return known;
}

/** Seals one value for its place. */
export function sealValue(
  keyring: Keyring,
  model: EntityModel,
  [name, field]: readonly [string, SecretField],
  { id, plain }: { id: string; plain: string },
): SealedSecret {
  const sealed = seal(keyring, placeOf(model, name, id), plain);
  const key = keyring.find(keyIdOf(sealed))!;
  return new SealedSecret(sealed, blindIndex(key, fieldKey(model, name), plain), maskSecret(field.format, plain));
}

/**
 * A record's values with what is secret in them sealed; from here on nobody has it in plain. A number that is the same as `before` is
 * left as it is, so that it is no change.
 */
export function sealValues(
  { secrets }: Pick<RequestContext, 'secrets'>,
  model: EntityModel,
  values: Values,
  { id, before }: { id: string; before?: Values },
): Values {
  const given = secretsOf(model).filter(([name]) => typeof values[name] === 'string');
  if (given.length === 0) return values;
  const sealed = given.map((field): [string, SealedSecret] => {
    const [name] = field;
    const plain = values[name] as string;
    const present = before?.[name];
    return [
      name,
      present instanceof SealedSecret && isSame(secrets, model, name, present, plain)
        ? present
        : sealValue(secrets, model, field, { id, plain }),
    ];
  });
  return { ...values, ...Object.fromEntries(sealed) };
}

function isSame(keyring: Keyring, model: EntityModel, name: string, present: SealedSecret, plain: string): boolean {
  const key = keyring.find(keyIdOf(present.sealed));
  return key !== undefined && blindIndex(key, fieldKey(model, name), plain) === present.blind;
}

/** The plain value of a field of a record; null when it cannot be opened. Whoever calls leaves a trace of it. */
export const openValue = (
  { secrets }: Pick<RequestContext, 'secrets'>,
  model: EntityModel,
  field: string,
  { id, sealed }: { id: string; sealed: string },
): string | null => open(secrets, placeOf(model, field, id), sealed);

/** What a whole number is found by, under every key that rows may be sealed with; none where it cannot be such a number. */
export function blindsOf(keyring: Keyring, model: EntityModel, name: string, given: string): string[] {
  const field = model.dictionary[name];
  if (field?.kind !== 'secret') return [];
  const normal = normaliseSecret(field.format, given);
  return normal.ok ? keyring.all().map((key) => blindIndex(key, fieldKey(model, name), normal.value)) : [];
}
