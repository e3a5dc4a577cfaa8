/** Sentences about exports. */
import { label, type Label } from './dictionary';

export const exportTexts = {
  EXPORT_ASK_ONE: label(
    '请给出 list、document、documentId 中的一个',
    'Give exactly one of list, document and documentId',
  ),
  EXPORT_COLUMNS: label('请选择 1 到 {max} 列', 'Choose 1 to {max} columns'),
  EXPORT_ARGUMENT: label('{field} 不能使用：{detail}', '{field} cannot be used: {detail}'),
  EXPORT_NO_LIST: label(
    '查询里没有可导出的列表；请查询一个列表或分组，如 customers { nodes { name } }',
    'The query has no list to export; ask for a list or groups, such as customers { nodes { name } }',
  ),
  EXPORT_NO_ROWS_ASKED: label(
    '查询没有要任何一行的字段；请在列表里加上 nodes { … }',
    'The query asks for no field of a row; add nodes { … } to the list',
  ),
  EXPORT_TOO_MANY: label(
    '您已有 {max} 个导出在进行，请等待完成或取消其中一个',
    'You have {max} exports under way; wait for one or cancel it',
  ),
  EXPORT_TOO_MANY_GROUPS: label(
    '分组超过 {max} 组，没有写成文件；请加筛选或减少分组项',
    'There are more than {max} groups, so no file was written; narrow the filter or group by less',
  ),
  EXPORT_GONE: label('文件已过期或已删除，请重新导出', 'The file has expired or was removed; export it again'),
  EXPORT_ELSEWHERE: label(
    '文件不在这台服务器上：多台服务器须共用数据目录中的 exports 文件夹。请联系系统管理员，或重新导出',
    'The file is not on this server: several servers must share the exports folder of the data directory. Ask an administrator, or export again',
  ),
  EXPORT_NOT_READY: label('文件还没有写好，请稍后再下载', 'The file is not ready; download it later'),
  EXPORT_DIED: label(
    '导出多次中断，没有写成文件；请缩小范围后重试',
    'The export broke off several times and no file was written; narrow it and try again',
  ),
  EXPORT_NOT_STARTED: label(
    '写导出文件的进程无法启动，没有写成文件。请系统管理员运行 npm run build 重新构建并重启服务（原因见服务日志），然后重新导出',
    'The process that writes exports does not start, so no file was written. An administrator should run npm run build and restart the server (its log tells why); then export again',
  ),
  EXPORT_KEY_CHANGED: label(
    '系统密钥已更换，导出条件无法读取；请重新发起',
    'The key of the installation has changed and the question cannot be read; start it anew',
  ),
} as const satisfies Record<string, Label>;
