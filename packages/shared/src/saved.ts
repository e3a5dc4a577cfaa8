/** What is common to all that people keep: saved views 视图 of lists, saved queries 查询 of the graph, boards 看板. */
import { label } from './dictionary';

export const savedVisibility = {
  PRIVATE: label('仅自己', 'Only me'),
  DEPARTMENT: label('本部门', 'My department'),
  ALL: label('所有人', 'Everybody'),
} as const;
export type SavedVisibility = keyof typeof savedVisibility;

export const viewDensity = { ROOMY: label('宽松', 'Roomy'), COMPACT: label('紧凑', 'Compact') } as const;

/** What is told of anything that people keep and share. */
export const savedAbout = {
  name: { kind: 'text', max: 60, required: true, label: label('名称', 'Name') },
  folder: {
    kind: 'text',
    max: 60,
    label: label('文件夹', 'Folder'),
    hint: label('同名文件夹归在一起', 'Those with the same folder stand together'),
  },
  description: { kind: 'text', max: 500, multiline: true, label: label('说明', 'Description') },
  visibility: {
    kind: 'enum',
    type: 'SavedVisibility',
    values: savedVisibility,
    initial: 'PRIVATE',
    label: label('可见范围', 'Visible to'),
    hint: label(
      '“本部门”指所有者所在部门的同事',
      'DEPARTMENT: the colleagues in the department of the owner; it never widens what they may read.',
    ),
  },
  ownerId: { kind: 'ref', target: 'User', access: 'system', label: label('所有者', 'Owner') },
  revision: {
    kind: 'int',
    access: 'system',
    initial: 1,
    label: label('版本号', 'Revision'),
    hint: label('内容每保存一次加一', 'One more with each save that changes what it shows.'),
  },
} as const;

/** What a version keeps; a change of anything else (name, folder, who sees it) makes none. */
export const versionedOfView = ['search', 'filter', 'orderBy', 'columns', 'density', 'layout'] as const;
export const versionedOfQuery = ['document', 'parameters', 'layout'] as const;

/** Names under which queries are published: they stand in the code of applications. */
export const isPublishedName = (name: string): boolean =>
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 60;
