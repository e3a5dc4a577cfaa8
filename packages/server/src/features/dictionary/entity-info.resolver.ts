import { isInput, type Field as DictionaryField, type Label as LabelData } from '@dossier/shared';
import { Arg, Authorized, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { RequestError } from '../../platform/graphql/errors';
import { functionsOf, type AggregateFunction } from '../../platform/query/aggregate/fits';
import { keyKind, keyLevels, type KeyKind } from '../../platform/query/aggregate/keys/groupable';
import { groupsRoot, type EntityModel, type FieldModel } from '../../platform/query/model';

@ObjectType({ description: 'A text in the two languages of the product.' })
class Label {
  @Field(() => String, { description: 'Chinese.' })
  zh!: string;
  @Field(() => String, { description: 'English.' })
  en!: string;
}

@ObjectType({ description: 'A value of a closed list with its label.' })
class OptionInfo {
  @Field(() => String, { description: 'The value.' })
  value!: string;
  @Field(() => Label, { description: 'What people read.' })
  label!: Label;
}

@ObjectType({ description: 'One field of an entity as the data dictionary declares it.' })
class FieldInfo {
  @Field(() => String, { description: 'Name in the graph.' })
  name!: string;
  @Field(() => Label, { description: 'What people read.' })
  label!: Label;
  @Field(() => Label, { nullable: true, description: 'Meaning, units, source of a rule.' })
  hint!: Label | null;
  @Field(() => String, {
    description: 'text, keyword, enum, code, date, instant, money, decimal, int, bool, list, objects or id.',
  })
  kind!: string;
  @Field(() => Boolean, { description: 'Must be given on create.' })
  required!: boolean;
  @Field(() => Boolean, { description: 'People and applications may write it.' })
  writable!: boolean;
  @Field(() => Boolean, { description: 'Derived on reading, never stored.' })
  computed!: boolean;
  @Field(() => Int, { nullable: true, description: 'Longest text, in characters.' })
  max!: number | null;
  @Field(() => Int, { nullable: true, description: 'Decimal places.' })
  places!: number | null;
  @Field(() => String, { nullable: true, description: 'Code set of a `code` field.' })
  codeSet!: string | null;
  @Field(() => [OptionInfo], { nullable: true, description: 'Values of an `enum` field.' })
  options!: OptionInfo[] | null;
  @Field(() => [String], { description: 'Other words for it in sheet headers.' })
  aliases!: readonly string[];
  @Field(() => String, {
    nullable: true,
    description:
      'How groups are made by it: VALUE or ITEM (write `true`), PERIOD, REGION, INDUSTRY (one of `groupLevels`), ENTRY (`{changes: {field: true}}`: the one of `groupLevels` is `true`), NUMBER, MONEY (`{edges currency}`); null when they are not.',
  })
  groupKind!: KeyKind | null;
  @Field(() => [String], { description: 'What `by` takes for it, where that is one of a list.' })
  groupLevels!: readonly string[];
  @Field(() => [String], { description: 'Aggregates it takes: countDistinct, sum, avg, min, max.' })
  aggregates!: readonly AggregateFunction[];
}

@ObjectType({ description: 'A relation of an entity.' })
class RelationInfo {
  @Field(() => String, { description: 'Name in the graph.' })
  name!: string;
  @Field(() => Label, { description: 'What people read.' })
  label!: Label;
  @Field(() => String, { description: 'The entity it leads to.' })
  entity!: string;
  @Field(() => Boolean, { description: 'Leads to many records.' })
  many!: boolean;
  @Field(() => String, { nullable: true, description: 'Its name in `countDistinct`; null for what leads to many.' })
  reference!: string | null;
}

@ObjectType({
  description: 'An entity as the data dictionary declares it; filter builders, imports and exports live on this.',
})
class EntityInfo {
  @Field(() => String, { description: 'Type name in the graph.' })
  name!: string;
  @Field(() => String, { description: 'Root list in the graph.' })
  plural!: string;
  @Field(() => String, { description: 'Root of its groups.' })
  groups!: string;
  @Field(() => Label, { description: 'What people read.' })
  label!: Label;
  @Field(() => [FieldInfo], { description: 'Its fields.' })
  fields!: FieldInfo[];
  @Field(() => [RelationInfo], { description: 'Its relations.' })
  relations!: RelationInfo[];
}

const both = ({ zh, en }: LabelData): LabelData => ({ zh, en });

function fieldInfo(model: FieldModel): FieldInfo {
  const { name, field, computed, nullable } = model;
  const declared = field as DictionaryField;
  return {
    name,
    label: both(field.label),
    hint: field.hint ? both(field.hint) : null,
    kind: field.kind,
    required: !nullable,
    writable: field.kind !== 'id' && isInput(declared),
    computed: Boolean(computed),
    max:
      'max' in declared && (declared.kind === 'text' || declared.kind === 'keyword' || declared.kind === 'list')
        ? declared.max
        : null,
    places: declared.kind === 'decimal' ? declared.places : declared.kind === 'money' ? 2 : null,
    codeSet: declared.kind === 'code' ? declared.set : null,
    options:
      declared.kind === 'enum'
        ? Object.entries(declared.values).map(([value, label]) => ({ value, label: both(label) }))
        : null,
    aliases: ('aliases' in declared && declared.aliases) || [],
    groupKind: keyKind(model),
    groupLevels: keyLevels(model),
    aggregates: functionsOf(model),
  };
}

const entityInfo = (model: EntityModel): EntityInfo => ({
  name: model.name,
  plural: model.plural,
  groups: groupsRoot(model),
  label: both(model.label),
  fields: [...model.fields.values()].map(fieldInfo),
  relations: [...model.relations.values()].map(({ name, label, target, kind, column }) => ({
    name,
    label: both(label),
    entity: target.name,
    many: kind === 'many',
    reference: (kind === 'one' && [...model.refs.values()].find((ref) => ref.column === column)?.name) || null,
  })),
});

@Resolver()
export class EntityInfoResolver {
  @Authorized()
  @Query(() => [EntityInfo], {
    description: 'The data dictionary: entities, fields, labels in both languages, options, relations.',
  })
  entityInfo(
    @Ctx() ctx: RequestContext,
    @Arg('name', () => String, { nullable: true, description: 'Only this entity.' }) name?: string,
  ): EntityInfo[] {
    if (name === undefined || name === null) return ctx.models.all().map(entityInfo);
    const model = ctx.models.find(name);
    if (!model)
      throw new RequestError('FILTER_INVALID', { detail: { zh: '没有这个对象', en: 'there is no such entity' } });
    return [entityInfo(model)];
  }
}
