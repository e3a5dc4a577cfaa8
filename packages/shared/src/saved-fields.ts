/** Data dictionaries of saved views 视图, saved queries 查询 and their versions; apart, as few screens read them. */
import { defineFields, label, type RecordOf } from './dictionary';
import { fieldError, type FieldError } from './field-error';
import type { Rule } from './input';
import { savedAbout, viewDensity } from './saved';

export const savedViewFields = defineFields({
  list: {
    kind: 'keyword',
    format: 'plain',
    max: 60,
    required: true,
    createOnly: true,
    label: label('列表', 'List'),
    hint: label('列表中记录的类型，例如 Customer', 'Type of the records in the list, e.g. `Customer`.'),
  },
  ...savedAbout,
  search: { kind: 'text', max: 200, label: label('关键词', 'Keyword') },
  filter: {
    kind: 'text',
    max: 20000,
    multiline: true,
    label: label('筛选条件', 'Filter'),
    hint: label(
      '与列表的 filter 参数相同的对象，写成 JSON',
      'The object that the list takes as `filter`, as JSON; the same serves the list, its export and an application.',
    ),
  },
  orderBy: {
    kind: 'text',
    max: 2000,
    label: label('排序', 'Order'),
    hint: label('与列表的 orderBy 参数相同，写成 JSON', 'What the list takes as `orderBy`, as JSON.'),
  },
  columns: { kind: 'list', max: 100, items: 100, label: label('列', 'Columns') },
  density: { kind: 'enum', type: 'ViewDensity', values: viewDensity, label: label('行距', 'Density') },
  layout: {
    kind: 'text',
    max: 20000,
    multiline: true,
    inner: true,
    label: label('界面状态', 'Layout'),
    hint: label(
      '控制台恢复列表所需的状态',
      'What the console needs to bring the list back as it was; of no use to others.',
    ),
  },
});

export const savedQueryFields = defineFields({
  ...savedAbout,
  document: {
    kind: 'text',
    max: 20000,
    multiline: true,
    required: true,
    label: label('查询文档', 'Document'),
    hint: label('一个 GraphQL 查询，变量即参数', 'One GraphQL query; its variables are the parameters.'),
  },
  parameters: {
    kind: 'objects',
    type: 'QueryParameter',
    items: 50,
    label: label('参数', 'Parameters'),
    hint: label(
      '类型取自文档中变量的声明',
      "Labels and defaults of the document's variables; their types are those the document declares.",
    ),
    fields: {
      name: {
        kind: 'keyword',
        format: 'plain',
        max: 60,
        required: true,
        label: label('变量名', 'Variable'),
        hint: label('不带 $', 'Without the $.'),
      },
      label: { kind: 'text', max: 60, label: label('显示名', 'Label') },
      defaultValue: {
        kind: 'text',
        max: 2000,
        label: label('默认值', 'Default'),
        hint: label('写成 JSON', 'As JSON.'),
      },
    },
  },
  layout: {
    kind: 'text',
    max: 4000,
    multiline: true,
    inner: true,
    label: label('显示方式', 'Layout'),
    hint: label('控制台显示结果的方式', 'How the console shows the result; of no use to others.'),
  },
  publishedName: {
    kind: 'keyword',
    format: 'plain',
    max: 60,
    access: 'system',
    label: label('发布名', 'Published name'),
    hint: label('应用按此名称运行', 'What an application gives as `documentId`.'),
  },
  publishedRevision: {
    kind: 'int',
    access: 'system',
    label: label('发布的版本', 'Published revision'),
    hint: label(
      '应用得到的版本；之后的修改须再次发布',
      'What applications run; later changes wait for the next publishing.',
    ),
  },
  publishedAt: { kind: 'instant', access: 'system', label: label('发布时间', 'Published at') },
});

export const savedRevisionFields = defineFields({
  viewId: { kind: 'ref', target: 'SavedView', access: 'system', label: label('视图', 'View') },
  queryId: { kind: 'ref', target: 'SavedQuery', access: 'system', label: label('查询', 'Query') },
  number: { kind: 'int', required: true, access: 'system', label: label('版本号', 'Number') },
  content: {
    kind: 'text',
    max: 60000,
    multiline: true,
    required: true,
    access: 'system',
    label: label('内容', 'Content'),
    hint: label('该版本的字段，JSON', 'The fields of that version, as JSON.'),
  },
  savedAt: { kind: 'instant', required: true, access: 'system', label: label('保存时间', 'Saved at') },
  savedById: { kind: 'ref', target: 'User', access: 'system', label: label('保存人', 'Saved by') },
  publishedAt: {
    kind: 'instant',
    access: 'system',
    label: label('发布时间', 'Published at'),
    hint: label('空表示未发布过', 'Null: never published.'),
  },
});

export type SavedViewRecord = RecordOf<typeof savedViewFields>;
export type SavedQueryRecord = RecordOf<typeof savedQueryFields>;
export type QueryParameter = NonNullable<SavedQueryRecord['parameters']>[number];

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Parameters are told apart by their names; their defaults and the layout can be read. */
export const savedQueryRules: readonly Rule[] = [
  {
    fields: ['layout'],
    check: ({ layout }) => (layout && !isJson(layout as string) ? [fieldError('INVALID_JSON', ['layout'])] : []),
  },
  {
    fields: ['parameters'],
    check({ parameters }) {
      const seen = new Set<string>();
      return ((parameters as QueryParameter[] | null) ?? []).flatMap(({ name, defaultValue }, i): FieldError[] => {
        const at = ['parameters', String(i)];
        const faults: FieldError[] = [];
        if (seen.has(name)) faults.push(fieldError('PARAMETER_TWICE', [...at, 'name'], { value: name }));
        if (defaultValue && !isJson(defaultValue)) faults.push(fieldError('INVALID_JSON', [...at, 'defaultValue']));
        seen.add(name);
        return faults;
      });
    },
  },
];
