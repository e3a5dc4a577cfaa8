/** Words of single features. */
export const features = {
  home: {
    hello: '{name}，{part}好', morning: '上午', noon: '中午', afternoon: '下午', evening: '晚上', lead: '今天是 {date}',
    attention: '值得看看', attentionNone: '目前没有需要特别留意的事项', figures: '档案概况', recent: '最近变更', composition: '客户构成', byGrade: '按等级', byStage: '按状态', byRegion: '按地区', byIndustry: '按行业',
    sample: '试试导入', sampleText: '下载一份像真实工作中那样“乱”的示例表格，看看系统如何识别表头、金额和日期。', sampleImport: '去导入', seeAll: '查看全部', seeding: '正在准备演示数据：{done} / {total}',
    inForce: '生效中的合同', today: '今天', tomorrow: '明天', inDays: '{days} 天后', expiring: '“{name}”{when}到期', silent: '{name} 已 {days} 天没有往来', silentText: '合作中的客户，建议尽快联系', pending: '{count} 份合同等待审批', reviewDue: '{count} 家客户的核查已过期', reviewDueText: '最早的是 {name}，应于 {on} 核查', codeKept: '{name} 的信用代码校验位不符，已说明原因', allOf: '共 {count} 项', 
    others: '其他',
  },
  customer: {
    new: '新建客户', edit: '编辑客户', card: '客户卡', cardLead: '一页 A4，可直接打印或另存为 PDF。', cardUpdated: '资料更新于 {at}', cardPrinted: '{name} 打印于 {on}', cardSign: '签字：＿＿＿＿＿＿＿＿',
    formerly: '曾用名：{names}', copyCode: '复制统一社会信用代码', blacklisted: '黑名单', owner: '负责人 {name}', capital: '注册资本', score: '最近评分', contracts: '合同', contacts: '联系人',
    completeness: '完整度 {share}%', missing: '待补充：{names}', complete: '资料齐全', stageTo: '转为{stage}', stageChanged: '状态已变更', blacklistOn: '列入黑名单', blacklistOff: '移出黑名单',
    removeTitle: '删除“{name}”及其联系人、合同、评估', duplicates: '可能已有相同客户：', level: { SAME_CODE: '代码相同', SAME_NAME: '名称相同', SIMILAR: '名称相近' },
    emptyTitle: '还没有客户', emptyText: '新建第一个客户，或从 Excel 导入现有名单。',
  },
  contact: {
    new: '新建联系人', edit: '编辑联系人', primary: '主要联系人', removeText: '删除联系人“{name}”？可从回收站恢复。', emptyTitle: '还没有联系人', emptyText: '在客户页面添加，或随客户一起导入。',
  },
  contract: {
    new: '新建合同', edit: '编辑合同', renew: '续签', items: '合同明细', noItems: '没有明细', addItem: '添加一行', pasteHint: '可从 Excel 复制多行，粘贴到产品列', net: '不含税', tax: '税额', total: '合计',
    steps: '合同进程', daysLeft: '还有 {days} 天', daysOver: '已过 {days} 天', reason: '状态原因：{reason}', chain: '续签关系', renewedFrom: '续签自', renewedBy: '已续签为',
    signText: '确认以 {on} 为签约日期签署？', verbText: '{verb}：{name}', removeTitle: '删除合同“{name}”', emptyTitle: '还没有合同', emptyText: '新建一份合同，或在客户页面添加。',
  },
  assessment: {
    new: '新建评估', steps: '评分过程', judge: '人工评分', live: '实时结果', liveText: '系统指标按现有档案预估，保存时以系统计算为准。', weight: '权重 {weight}', note: '说明（可不填）', missing: '缺数据', vetoed: '一票否决：{rule}',
    toCustomer: '查看客户', removeTitle: '删除这次评估', emptyTitle: '还没有评估', emptyText: '评估后客户等级会自动更新。',
  },
  scorecard: {
    new: '新建评分卡', edit: '编辑评分卡', next: '新建下一版', lead: '评分卡发布后不再改动；修改请新建下一版。', version: '第 {no} 版', publish: '发布', publishText: '发布后不能再修改，同名旧版将停用。', published: '已发布', publishedAt: '发布于',
    whenMissing: '缺数据时：{treatment}', dimension: '维度 {no}', addDimension: '添加维度', sum: '权重合计 {sum} / 100', emptyTitle: '还没有评分卡',
  },
  import: {
    start: '从表格导入', title: '导入客户', lead: '支持 .xlsx 和 .csv（UTF-8、GBK、UTF-16）。表头顺序不限，标题行、空行、全角数字、“1,200万元”、“2024年3月5日”都能识别。',
    drop: '把文件拖到这里，或', choose: '选择文件', template: '下载空白模板', another: '换一个文件', orSample: '没有现成的？试试示例：', onDuplicate: '遇到已有客户', dryRun: '先试运行（只检查，不写入）', uploading: '正在上传…', check: '试运行', run: '正式导入', runAll: '导入 {count} 行', again: '请重新选择同一个文件后正式导入', history: '导入记录', historyNone: '还没有导入过',
    mapping: '表头对应', column: '列', header: '表头', target: '导入到', ignored: '不导入', results: '逐行结果', row: '行号', outcome: '结果', name: '客户名称', problems: '说明', onlyProblems: '只看有问题的行', none: '没有这样的行', errorFile: '下载出错行（原表 + 原因）',
    rowsDone: '{done} / {total} 行', isDryRun: '试运行', leave: '可以离开此页，导入会继续进行。', failed: '导入没有完成', messages: '提示', finished: '导入完成', checked: '检查完成', file: '文件', tooBig: '文件太大，请拆分后导入', wrongType: '请选择 .xlsx 或 .csv 文件',
  },
  bin: { lead: '删除的记录保留在这里，可随时恢复；恢复客户会一并恢复与它同时删除的联系人、合同和评估。', restore: '恢复', restored: '已恢复', empty: '回收站是空的', emptyText: '删除的记录会出现在这里。' },
  settings: { look: '显示', me: '我的账号', role: '角色', rights: '权限', version: '系统版本' },
  token: {
    title: '访问令牌', lead: '供脚本以您的身份访问 GraphQL，权限不超过您本人。', new: '新建令牌', name: '用途', nameHint: '例如：月报脚本', expiresOn: '有效期至', state: '状态', lastUsed: '最近使用', none: '还没有令牌', both: '请填写用途和有效期',
    create: '生成', once: '令牌只显示这一次，请立即保存。', kept: '我已保存', revoke: '撤销', revokeText: '撤销“{name}”后，使用它的脚本会立即失效。', revoked: '已撤销', active: '有效', expired: '已过期',
  },
};
