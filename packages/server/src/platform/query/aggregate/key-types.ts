import type { Field } from '@dossier/shared';
import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLEnumType,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { titled } from '../../graphql/entity-type';
import { itemKey } from '../items';
import type { EntityModel, FieldModel } from '../model';
import { DateBucket, INPUTS, InstantBucket, OUTPUTS } from './bucket-types';
import { keyKind } from './keys/groupable';

/** Keys of groups, as they are asked and answered; made once for each entity. */
export class KeyTypes {
  private readonly inputs = new Map<string, GraphQLInputObjectType>();
  private readonly outputs = new Map<string, GraphQLObjectType>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly direction: GraphQLInputType,
  ) {}

  by(model: EntityModel): GraphQLInputObjectType {
    return this.input(
      `${model.name}GroupBy`,
      `One key that ${model.plural} are grouped by; give exactly one field. Records without a value are a group of their own.`,
      () =>
        this.each<GraphQLInputFieldConfigMap>(
          model,
          (field) => this.entry(field, 'GroupBy', GraphQLBoolean) ?? inputOf(field),
          (target) => this.by(target),
        ),
    );
  }

  /** An order by keys: whatever can be a key has one. */
  order(model: EntityModel): GraphQLInputObjectType {
    return this.input(
      `${model.name}GroupKeyOrder`,
      `A key of groups of ${model.plural} to order by; give exactly one field, one that is in \`by\`.`,
      () =>
        this.each<GraphQLInputFieldConfigMap>(
          model,
          (field) => this.entry(field, 'GroupKeyOrder', this.direction) ?? this.direction,
          (target) => this.order(target),
        ),
    );
  }

  /** Of a list of small objects one names the text that records are grouped by. */
  private entry(field: FieldModel, suffix: string, type: GraphQLInputType): GraphQLInputObjectType | null {
    const entry = entryOf(field);
    if (!entry) return null;
    const fields = { [entry.key]: { type, description: titled(entry.text) } };
    return this.input(`${entry.type}${suffix}`, `What items are grouped by.`, () => fields);
  }

  private input(name: string, description: string, fields: () => GraphQLInputFieldConfigMap): GraphQLInputObjectType {
    let type = this.inputs.get(name);
    if (!type) this.inputs.set(name, (type = new GraphQLInputObjectType({ name, description, fields })));
    return type;
  }

  key(model: EntityModel): GraphQLObjectType {
    let type = this.outputs.get(model.name);
    if (!type)
      this.outputs.set(
        model.name,
        (type = new GraphQLObjectType({
          name: `${model.name}GroupKey`,
          description: `Key of a group of ${model.plural}; only what is in \`by\` can be asked. Null: records without a value.`,
          fields: () =>
            this.each<GraphQLFieldConfigMap<unknown, unknown>>(
              model,
              (field) => this.outputOf(field),
              (target) => this.key(target),
            ),
        })),
      );
    return type;
  }

  private each<M>(model: EntityModel, own: (field: FieldModel) => unknown, one: (target: EntityModel) => unknown): M {
    const fields: Record<string, unknown> = {};
    for (const field of model.fields.values())
      if (keyKind(field)) {
        const each = ['ITEM', 'ENTRY'].includes(keyKind(field)!) ? ' A record counts in the group of each item.' : '';
        fields[field.name] = { type: own(field), description: titled(field.field) + each };
      }
    for (const relation of model.relations.values())
      if (relation.kind === 'one')
        fields[relation.name] = { type: one(relation.target), description: titled(relation) };
    return fields as M;
  }

  private outputOf(field: FieldModel): GraphQLOutputType {
    const entry = entryOf(field);
    if (entry) return this.entryKey(entry);
    const { field: declared } = field;
    if (declared.kind === 'enum') return this.schema.getType(declared.type) as GraphQLEnumType;
    if (declared.kind === 'bool') return GraphQLBoolean;
    return declared.kind === 'id' ? GraphQLID : (OUTPUTS[keyKind(field)!] ?? GraphQLString);
  }

  private entryKey({ type, key, text }: Entry): GraphQLObjectType {
    const name = `${type}GroupKey`;
    let known = this.outputs.get(name);
    if (!known)
      this.outputs.set(
        name,
        (known = new GraphQLObjectType({
          name,
          description: 'What items have in common. Null: records without items.',
          fields: { [key]: { type: GraphQLString, description: titled(text) } },
        })),
      );
    return known;
  }
}

/** The text of a list of small objects that records are grouped by. */
function entryOf({ field }: FieldModel): Entry | null {
  const key = itemKey({ field });
  return field.kind === 'objects' && key !== undefined ? { type: field.type, key, text: field.fields[key]! } : null;
}
interface Entry {
  type: string;
  key: string;
  text: Field;
}

function inputOf(field: FieldModel): GraphQLInputType {
  const kind = keyKind(field)!;
  return kind === 'PERIOD' ? (field.field.kind === 'date' ? DateBucket : InstantBucket) : INPUTS[kind]!;
}
