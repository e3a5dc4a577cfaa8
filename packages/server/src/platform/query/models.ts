import { snake, type Field, type Fields, type Label } from '@dossier/shared';
import type { EntityDeclaration, EntityModel, FieldModel, RelationModel } from './model';

const L = (zh: string, en: string): Label => ({ zh, en });

/** Fields that every record has. */
export const recordFields: Fields = {
  version: {
    kind: 'int',
    required: true,
    access: 'system',
    label: L('版本', 'Version'),
    hint: L('每次修改加一，用于发现并发修改', 'Grows by one with every change; give it back as expectedVersion.'),
  },
  createdAt: { kind: 'instant', required: true, access: 'system', label: L('建档时间', 'Created at') },
  createdById: { kind: 'ref', target: 'User', access: 'system', label: L('建档人', 'Created by') },
  updatedAt: { kind: 'instant', required: true, access: 'system', label: L('最后更新时间', 'Updated at') },
  updatedById: { kind: 'ref', target: 'User', access: 'system', label: L('最后更新人', 'Updated by') },
  deletedAt: {
    kind: 'instant',
    access: 'system',
    label: L('删除时间', 'Deleted at'),
    hint: L('在回收站中的时间，未删除为空', 'When it went to the recycle bin; null for live records.'),
  },
  deletedById: { kind: 'ref', target: 'User', access: 'system', label: L('删除人', 'Deleted by') },
};

const idField: FieldModel = {
  name: 'id',
  field: { kind: 'id', label: L('标识', 'Id'), required: true, access: 'system' },
  column: 'id',
  nullable: false,
};

function fieldModel(name: string, field: Field, declaration: EntityDeclaration): FieldModel {
  const base = snake(name);
  return {
    name,
    field,
    column: field.kind === 'money' ? `${base}_minor` : field.kind === 'secret' ? `${base}_mask` : base,
    currencyColumn: field.kind === 'money' ? `${base}_currency` : undefined,
    foldedColumn: field.kind === 'text' ? `${base}_folded` : undefined,
    pinyinColumn: declaration.pinyinSorted?.includes(name) ? `${base}_pinyin` : undefined,
    secret: field.kind === 'secret' ? { sealed: `${base}_sealed`, blind: `${base}_blind` } : undefined,
    nullable: !field.required,
  };
}

/** `ownerId` → `owner`. */
export const relationName = (ref: string): string => ref.replace(/Id$/, '');

/** All entities, wired to each other. */
export class Models {
  private readonly byName = new Map<string, EntityModel>();
  private readonly byPrefix = new Map<string, EntityModel>();

  constructor(declarations: readonly EntityDeclaration[]) {
    for (const declaration of declarations) {
      const model = this.build(declaration);
      this.byName.set(model.name, model);
      this.byPrefix.set(model.prefix, model);
    }
    for (const model of this.byName.values()) this.wire(model);
  }

  /** The model of a name; a wrong name is a programming error. */
  get(name: string): EntityModel {
    const model = this.byName.get(name);
    if (!model) throw new Error(`No entity is named ${name}`);
    return model;
  }
  find(name: string): EntityModel | undefined {
    return this.byName.get(name);
  }
  /** The model that an exposed id belongs to. */
  ofId(id: string): EntityModel | undefined {
    return this.byPrefix.get(id.slice(0, id.indexOf('_')));
  }
  all(): EntityModel[] {
    return [...this.byName.values()];
  }

  private build(declaration: EntityDeclaration): EntityModel {
    const base = declaration.base ?? 'record';
    const dictionary = base === 'record' ? { ...declaration.fields, ...recordFields } : declaration.fields;
    const fields = new Map<string, FieldModel>([['id', idField]]);
    const refs = new Map<string, FieldModel>();
    for (const [name, field] of Object.entries(dictionary)) {
      (field.kind === 'ref' ? refs : fields).set(name, fieldModel(name, field, declaration));
    }
    for (const [name, { field, sql }] of Object.entries(declaration.computed ?? {})) {
      fields.set(name, { name, field, column: '', nullable: true, computed: sql });
    }
    return { ...declaration, base, dictionary, fields, refs, relations: new Map() };
  }

  private wire(model: EntityModel): void {
    const set = (owner: EntityModel, relation: RelationModel) => {
      const relations = owner.relations as Map<string, RelationModel>;
      if (relations.has(relation.name) || owner.fields.has(relation.name))
        throw new Error(`${owner.name}.${relation.name} is declared twice`);
      relations.set(relation.name, relation);
    };
    for (const [name, ref] of model.refs) {
      const field = ref.field as Extract<Field, { kind: 'ref' }>;
      const target = this.get(field.target);
      const { label, hint } = field;
      set(model, {
        name: relationName(name),
        kind: 'one',
        target,
        column: ref.column,
        label,
        description: hint?.en ?? label.en,
        owned: model.childOf === name,
      });
      const inverse = model.inverses?.[name];
      if (inverse)
        set(target, {
          name: inverse,
          kind: 'many',
          target: model,
          column: ref.column,
          label: model.label,
          description: `${model.description} Those whose ${relationName(name)} is this ${target.name}.`,
        });
    }
    for (const [name, one] of Object.entries(model.hasOne ?? {})) {
      const target = this.get(one.target);
      const { label, description, filter, order } = one;
      set(model, { name, kind: 'hasOne', target, column: snake(one.by), label, description, filter, order });
    }
  }
}
