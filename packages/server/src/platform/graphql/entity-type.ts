import 'reflect-metadata';
import { isInput, type EnumField, type Field, type Fields, type Label } from '@dossier/shared';
import type { GraphQLScalarType } from 'graphql';
import { Field as GraphField, ID, InputType, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import type { EntityDeclaration } from '../query/model';
import { recordFields } from '../query/models';
import { DateScalar, DecimalScalar, InstantScalar } from './scalars';

type ClassType = abstract new (...args: never[]) => object;
type Named = new () => object;
type TypeOf = string | Named | GraphQLScalarType | object;

/** A class with a name, to hang declarations on. */
const named = (name: string): Named => ({ [name]: class {} })[name]!;

/** Everything that has an id. */
@InterfaceType({
  description: 'Anything that has an id; `node(id)` finds it.',
  resolveType: (value: { id: string }) => value.id,
  autoRegisterImplementations: false,
})
export abstract class Node {
  @GraphField(() => ID, { description: 'Opaque id with a type prefix, e.g. `cus_…`.' })
  id!: string;
}

@ObjectType({ description: 'An exact amount with its currency.', simpleResolvers: true })
export class Money {
  @GraphField(() => DecimalScalar, { description: 'Major units with two decimal places, e.g. `"12000000.00"`.' })
  amount!: string;
  @GraphField(() => String, { description: 'ISO 4217 code, e.g. `CNY`.' })
  currency!: string;
}

@InputType({ description: 'An exact amount; at most two decimal places, more are refused.' })
export class MoneyInput {
  @GraphField(() => DecimalScalar, { description: 'Major units, e.g. `"12000000.00"`.' })
  amount!: string;
  @GraphField(() => String, { nullable: true, description: 'ISO 4217 code; `CNY` when left out.' })
  currency?: string;
}

const enums = new Map<string, object>();
/** The GraphQL enum of a dictionary field; fields that share `type` share the enum. */
function enumOf(field: EnumField): object {
  let values = enums.get(field.type);
  if (!values) {
    const entries = Object.entries(field.values) as [string, Label][];
    values = Object.fromEntries(entries.map(([value]) => [value, value]));
    registerEnumType(values, {
      name: field.type,
      description: `${field.label.en} (${field.label.zh}).`,
      valuesConfig: Object.fromEntries(
        entries.map(([value, label]) => [value, { description: `${label.en} (${label.zh})` }]),
      ) as never,
    });
    enums.set(field.type, values);
  }
  return values;
}

/** A registered enum by its graph name, for arguments. */
export function enumType(name: string): object {
  const values = enums.get(name);
  if (!values) throw new Error(`No enum is named ${name}`);
  return values;
}

const shapes = new Map<string, Named>();
/** The object type of an `objects` field by its graph name, for hand-written types. */
export function shapeType(name: string): Named {
  const shape = shapes.get(name);
  if (!shape) throw new Error(`No object type is named ${name}`);
  return shape;
}

/** Object or input class of an `objects` field. */
function shapeOf(field: Extract<Field, { kind: 'objects' }>, input: boolean): Named {
  const name = input ? `${field.type}Input` : field.type;
  let shape = shapes.get(name);
  if (!shape) {
    shapes.set(name, (shape = named(name)));
    const description = `${field.label.en} (${field.label.zh}).`;
    if (input) InputType(name, { description })(shape as ClassType & Named);
    else ObjectType(name, { description, simpleResolvers: true })(shape as ClassType & Named);
    declare(shape, field.fields, input, (inner) => Boolean(inner.required));
  }
  return shape;
}

function typeOf(field: Field, input: boolean): TypeOf | [TypeOf] {
  switch (field.kind) {
    case 'int':
      return Int;
    case 'bool':
      return Boolean;
    case 'date':
      return DateScalar;
    case 'instant':
      return InstantScalar;
    case 'decimal':
      return DecimalScalar;
    case 'money':
      return input ? MoneyInput : Money;
    case 'enum':
      return enumOf(field);
    case 'list':
      return [String];
    case 'objects':
      return [shapeOf(field, input)];
    case 'ref':
      return ID;
    default:
      return String;
  }
}

/** Description of a field: both names, then the hint. */
export const describe = (field: { label: Label; hint?: Label }): string =>
  `${field.label.en} (${field.label.zh}).${field.hint ? ` ${field.hint.en}` : ''}`;

/** Its names alone, where the field stands for what is made of it. */
export const titled = ({ label }: { label: Label }): string => `${label.en} (${label.zh}).`;

function declare(
  target: Named,
  fields: Fields,
  input: boolean,
  required: (field: Field, name: string) => boolean,
): void {
  for (const [name, field] of Object.entries(fields)) {
    const type = typeOf(field, input);
    GraphField(() => type as never, { nullable: !required(field, name), description: describe(field) })(
      target.prototype as object,
      name,
    );
  }
}

/** Rights may hide any field but these, so all others are nullable in the graph. */
const ALWAYS = new Set(['version', 'createdAt', 'updatedAt', 'name']);

/** The GraphQL object type of an entity: its stored and computed fields. Relations are added by `extendSchema`. */
export function entityType(declaration: EntityDeclaration): Named {
  const type = named(declaration.name);
  const own = Object.entries({ ...declaration.fields, ...(declaration.base === 'log' ? {} : recordFields) });
  const computed = Object.entries(declaration.computed ?? {}).map(([name, { field }]) => [name, field] as const);
  const readable = Object.fromEntries([...own, ...computed].filter(([, field]) => field.kind !== 'ref'));
  ObjectType(declaration.name, {
    description: `${declaration.label.zh}. ${declaration.description}`,
    implements: Node,
    simpleResolvers: true,
  })(type as ClassType & Named);
  declare(type, readable, false, (field, name) => Boolean(field.required) && ALWAYS.has(name));
  return type;
}

/** Input type of the fields that callers write. `update` makes everything optional and leaves out what is set only once. */
export function inputType(name: string, fields: Fields, mode: 'create' | 'update', description: string): Named {
  const type = named(name);
  const wanted = Object.fromEntries(
    Object.entries(fields).filter(([, field]) => isInput(field) && !(mode === 'update' && field.createOnly)),
  );
  InputType(name, { description })(type as ClassType & Named);
  // shape only: what is missing or wrong is said by the rules of the dictionary, all faults at once
  declare(type, wanted, true, () => false);
  return type;
}
