/** Data dictionary of own dashboards 看板: tiles, each a saved query and how it is shown. */
import { defineFields, label, type RecordOf } from './dictionary';
import { savedAbout } from './saved';

export const tileShape = {
  FIGURE: label('数字', 'Figure'),
  BAR: label('柱形', 'Bars'),
  STACKED: label('堆积', 'Stacked bars'),
  LINE: label('折线', 'Line'),
  RING: label('环形', 'Ring'),
  TABLE: label('表格', 'Table'),
} as const;
export type TileShape = keyof typeof tileShape;

/** Tiles of one dashboard. */
export const mostTiles = 24;

const { name, description, visibility, ownerId } = savedAbout;

export const dashboardFields = defineFields({
  name,
  description,
  visibility,
  ownerId,
  tiles: {
    kind: 'objects',
    type: 'DashboardTile',
    items: mostTiles,
    label: label('卡片', 'Tiles'),
    hint: label('按顺序排列', 'In the order in which they stand.'),
    fields: {
      query: {
        kind: 'keyword',
        format: 'plain',
        max: 40,
        required: true,
        label: label('查询', 'Query'),
        hint: label(
          '已存查询的 id；看的人没有这个查询时卡片会说明',
          'Id of a saved query. Whoever looks runs it with their own rights; those it is not shared with are told so.',
        ),
      },
      title: {
        kind: 'text',
        max: 60,
        label: label('标题', 'Title'),
        hint: label('空则用查询名', 'That of the query when left out.'),
      },
      shape: {
        kind: 'enum',
        type: 'TileShape',
        values: tileShape,
        required: true,
        label: label('显示为', 'Shown as'),
      },
      category: {
        kind: 'text',
        max: 200,
        label: label('横轴', 'Category'),
        hint: label('结果的列，如 key.grade', 'Column of the answer along the axis, such as `key.grade`.'),
      },
      series: {
        kind: 'text',
        max: 200,
        label: label('颜色', 'Series'),
        hint: label('按哪一列区分颜色', 'Column whose values are lines or colours of their own.'),
      },
      measures: {
        kind: 'list',
        max: 200,
        items: 8,
        label: label('数值', 'Measures'),
        hint: label('画哪些数值，如 count', 'Figures that are shown, such as `count`.'),
      },
      width: {
        kind: 'int',
        min: 1,
        max: 3,
        initial: 1,
        label: label('宽度', 'Width'),
        hint: label('占几列', 'Columns that it takes, of three.'),
      },
      variables: {
        kind: 'text',
        max: 4000,
        multiline: true,
        label: label('参数', 'Parameters'),
        hint: label('写成 JSON', 'As JSON; a parameter that is left out has the default of the query.'),
      },
    },
  },
});
export type DashboardRecord = RecordOf<typeof dashboardFields>;
export type DashboardTile = NonNullable<DashboardRecord['tiles']>[number];
