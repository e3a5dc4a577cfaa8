/** Lists, filters, forms and records: the parts every entity shares. */
export const records = {
  list: {
    of: '{entity}列表', keyword: '名称、拼音、代码、电话', clear: '清除筛选', clearOne: '清除', refresh: '刷新', sortHint: '点击排序；按住 Shift 可多列排序', actions: '操作',
    pages: '分页', counting: '正在计数…', none: '共 0 条', range: '第 {from}–{to} 条，共 {total} 条', cut: '可翻至第 {pages} 页', cutHint: '更靠后的记录请用筛选缩小范围',
    pageSize: '每页条数', perPage: '{size} 条/页', previous: '上一页', next: '下一页', pageNumber: '页码', findOption: '查找选项', noOption: '没有匹配的选项', chosen: '{first} 等 {count} 项',
    export: '导出', exportXlsx: '导出 Excel（当前筛选的全部记录）', exportCsv: '导出 CSV（当前筛选的全部记录）',
  },
  columns: { choose: '选择列', find: '查找列', shown: '显示的列', hidden: '其他列', reset: '恢复默认', up: '上移', down: '下移' },
  empty: { none: '还没有记录', noMatch: '没有符合条件的记录', noMatchText: '试着放宽或清除筛选条件。' },
  filter: {
    advanced: '高级筛选', title: '高级筛选', lead: '可组合本记录和关联记录的条件，人数随条件实时更新。', active: '已用的筛选条件', all: '全部满足', any: '任一满足', not: '取反',
    and: '且', or: '或', add: '添加条件', addGroup: '添加条件组', remove: '移除条件', removeGroup: '移除条件组', groupOf: '{entity}的条件', findField: '查找字段', related: '关联记录', operator: '运算', value: '值',
    from: '从', to: '到', count: '数量', quantifier: '数量要求', some: '至少一条满足', none: '没有一条满足', every: '每一条都满足', countOf: '{relation}不少于 {count} 条',
    clear: '清空', apply: '应用', matches: '符合 {count} 条',
  },
  operator: {
    eq: '等于', ne: '不等于', in: '属于', notIn: '不属于', isNull: '为空', notNull: '不为空', contains: '包含', startsWith: '开头是', endsWith: '结尾是',
    gt: '大于', gte: '不小于', lt: '小于', lte: '不大于', between: '介于', relative: '在', has: '含有',
  },
  relative: {
    TODAY: '今天', YESTERDAY: '昨天', TOMORROW: '明天', THIS_WEEK: '本周', THIS_MONTH: '本月', THIS_QUARTER: '本季度', THIS_YEAR: '今年', LAST_MONTH: '上月', LAST_7_DAYS: '最近 7 天',
    LAST_30_DAYS: '最近 30 天', LAST_90_DAYS: '最近 90 天', NEXT_7_DAYS: '未来 7 天', NEXT_30_DAYS: '未来 30 天', NEXT_90_DAYS: '未来 90 天', PAST: '已过去', FUTURE: '尚未到',
  },
  form: {
    sections: '分区', required: '必填', choose: '请选择', chooseCode: '选择或输入名称查找', find: '输入名称查找', finding: '正在查找…', noMatch: '没有匹配的记录', tagHint: '输入后按回车添加', addLine: '添加{what}', removeLine: '移除第 {line} 行',
    dirty: '有未保存的修改', clean: '没有修改', leave: '离开此页', leaveText: '有未保存的修改。离开后草稿会保留在这台电脑上。',
    draftFound: '有一份未保存的草稿', draftRestore: '恢复草稿', draftDiscard: '丢弃', overrideReason: '确认无误，原因是', overrideHint: '填写原因后可保存',
  },
  conflict: {
    title: '有人刚改过同样的内容', lead: '逐项选择要保留的值，其他修改会一并保存。', field: '字段', original: '原为', current: '对方的修改', yours: '我的修改', back: '返回修改', save: '按选择保存',
  },
  record: {
    previous: '上一条', next: '下一条', fullPage: '打开完整页面', missing: '这条记录不在了', missingText: '可能已被删除，或您没有权限查看。', emptyFields: '{count} 项未填', showEmpty: '显示未填项',
    tab: { facts: '资料', contacts: '联系人', contracts: '合同', assessments: '评估', timeline: '变更记录', customers: '客户' },
  },
  timeline: { filter: '按类型查看', all: '全部', none: '还没有变更记录', system: '系统', reason: '原因：{reason}', allFields: '显示全部 {count} 项', more: '更早的记录' },
  verb: { GRADE: '更新了等级：', SUBMIT: '提交审批', APPROVE: '审批通过', REJECT: '驳回', WITHDRAW: '撤回', REVISE: '修订', SIGN: '签署', START: '开始履行', CHANGE: '发起变更', CHANGE_STAGE: '变更状态：', RESUME: '结束变更', COMPLETE: '履行完毕', ARCHIVE: '归档', TERMINATE: '终止', VOID: '作废', RENEW: '续签', BLACKLIST: '列入黑名单：', UNBLACKLIST: '移出黑名单：', PUBLISH: '发布', RETIRE: '停用', REVOKE: '撤销', SIGN_OUT: '退出登录', IMPORT: '导入', CREATE: '新建了', UPDATE: '修改了', REMOVE: '删除了', RESTORE: '恢复了', EXPORT: '导出了', SIGN_IN: '登录' },
};
