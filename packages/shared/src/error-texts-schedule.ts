/** Sentences about what is made of saved queries: schedules, tiles of dashboards. */
import { label, type Label } from './dictionary';

export const scheduleTexts = {
  SCHEDULE_WEEKDAY: label('请选择每周几运行', 'Choose the weekday on which it runs'),
  SCHEDULE_DAY: label('请选择每月几号运行（1 到 31）', 'Choose the day of the month on which it runs (1 to 31)'),
  SCHEDULE_TIME: label(
    '时间须为 00:00 到 23:59，如 08:00',
    'The time is 00:00 to 23:59 with two digits each, such as 08:00',
  ),
  SCHEDULE_NOT_OWNER: label(
    '只能给自己的查询设定时任务；请先把查询另存一份',
    'Only queries of your own can be scheduled; save a copy of it first',
  ),
  SCHEDULE_TOO_MANY: label(
    '您已有 {max} 个定时任务，请先删除不用的',
    'You have {max} schedules; remove one that is not needed',
  ),
  SCHEDULE_LIST_MANY: label(
    '查询有多个列表（{lists}），请选择要导出的一个',
    'The query has several lists ({lists}); choose the one to export',
  ),
  SCHEDULE_LIST_GONE: label(
    '查询没有可导出的列表“{value}”，请从这些中选择：{lists}',
    'The query has no list “{value}” to export; choose one of {lists}',
  ),
  VARIABLE_UNKNOWN: label('查询没有参数 ${value}，请删去', 'The query has no parameter ${value}; leave it out'),
  VARIABLE_MISSING: label('请填写参数 ${value}', 'Fill in the parameter ${value}'),
  VARIABLE_VALUE: label('参数 ${value} 不对：{detail}', 'Parameter ${value} is wrong: {detail}'),
  VARIABLES_SECRET: label(
    '参数里有账号或证件号码，不能保存；请去掉',
    'A parameter holds an account or identity number, which is not kept; leave it out',
  ),
  SCHEDULE_OWNER_GONE: label('所有者已停用，不再运行', 'Its owner is switched off; it runs no more'),
  SCHEDULE_QUERY_GONE: label(
    '查询已删除或已换所有者，不再运行；请为新的查询另设定时任务',
    'The query was removed or has another owner; it runs no more. Schedule another query',
  ),
  TILE_QUERY: label(
    '卡片“{title}”的查询不存在或未共享给您，请换一个查询或删去卡片',
    'The query of tile “{title}” does not exist or is not shared with you; choose another or delete the tile',
  ),
} as const satisfies Record<string, Label>;
