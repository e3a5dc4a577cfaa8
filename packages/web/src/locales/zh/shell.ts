/** Frame, sign-in, search and the words every screen shares. */
export const shell = {
  shell: {
    brand: '客户档案', home: '回到首页', menu: '主菜单', openMenu: '打开菜单', breadcrumb: '所在位置', collapse: '收起菜单', expand: '展开菜单',
    create: '新建', skip: '跳到正文', offline: '网络已断开。已显示的内容还在，恢复连接后可继续保存。',
  },
  menu: {
    home: '首页', customers: '客户', contacts: '联系人', contracts: '合同', assessments: '评估记录', scorecards: '评分卡', imports: '导入', recycleBin: '回收站', settings: '设置',
    group: { archive: '档案', evaluation: '评估', data: '数据', system: '系统' },
  },
  common: {
    save: '保存', saved: '已保存', cancel: '取消', confirm: '确定', close: '关闭', edit: '编辑', remove: '删除', removedToBin: '已移到回收站', more: '更多', back: '返回',
    copy: '复制', copied: '已复制', print: '打印', reasonHint: '原因会记入变更记录', reasonNeeded: '请说明原因',
  },
  value: { yes: '是', no: '否', empty: '空', gradeIs: '等级 {grade}', notGraded: '未评级' },
  money: { wan: '万', yi: '亿', currency: '币种', unit: { yuan: '元', wan: '万元', yi: '亿元' } },
  theme: { system: '跟随系统', light: '浅色', dark: '深色', auto: '自动' },
  user: { menu: '我的菜单', switch: '演示：换个身份看看', now: '当前', switched: '已切换为 {name}', language: '语言', theme: '外观', signOut: '退出登录' },
  signIn: {
    title: '登录', lead: '用您的账号进入客户档案', userName: '用户名', password: '密码', enter: '登录', both: '请填写用户名和密码', failed: '登录没有成功，请重试',
    demo: '演示数据：选一个身份直接进入', expired: '登录已过期', expiredText: '请重新登录。页面上未保存的内容都还在。',
    slogan: '把客户的来龙去脉，放进一份档案', sloganText: '工商信息、联系人、合同与评估，每一次改动都有据可查。',
    about: { admin: '全部权限', manager: '审批合同，维护评分卡', sales: '维护客户、联系人与合同', analyst: '只读，可导出与查询', auditor: '只读，可查操作日志' },
  },
  password: {
    title: '修改密码', current: '当前密码', next: '新密码', again: '再输入一次新密码', rule: '至少 10 个字符', change: '修改密码', changed: '密码已修改，其他登录已结束', differ: '两次输入的新密码不一致', all: '请填写当前密码和新密码',
    must: '请先修改密码', mustText: '您用的是一次性密码。设置自己的密码后即可开始使用。',
  },
  search: {
    title: '全局搜索', prompt: '搜索客户、联系人、合同', hint: '可输入名称、拼音首字母、信用代码、电话', recent: '最近查看', none: '没有找到“{words}”', searching: '正在搜索…',
  },
  keys: {
    title: '键盘快捷键', search: '全局搜索', create: '新建客户', next: '下一条', previous: '上一条', open: '打开所选', edit: '编辑当前记录', close: '关闭', save: '保存表单',
    graphql: '查看本页的 GraphQL', run: '运行查询', help: '显示这份列表',
  },
  graphql: {
    open: '本页的 GraphQL', lead: '这就是当前页面发出的查询，可修改后运行', document: '查询', variables: '变量', answer: '结果', run: '运行', reset: '还原', curl: '复制为 curl',
    curlCopied: '已复制，请把 $DOSSIER_TOKEN 换成您的访问令牌', badVariables: '变量不是有效的 JSON：{detail}',
  },
  error: {
    title: '没有成功', retry: '重试', requestId: '请求号', copyId: '复制请求号', offline: '连接不上服务器，请检查网络后重试', noRight: '没有权限查看此页', noRightText: '需要此权限请联系系统管理员。',
  },
  notFound: { title: '没有这个页面', text: '链接可能已失效，或内容已被移走。', home: '回到首页' },
  view: { options: '显示选项', unit: '金额单位', density: '行高', roomy: '标准', compact: '紧凑' },
};
