/** Saved views of lists. */
export const views = {
  views: {
    title: '视图',
    options: '视图操作',
    changed: '与视图不同，尚未保存',
    saveAs: '存为新视图',
    update: '保存更改',
    reset: '恢复为视图原样',
    setDefault: '打开列表时先用它',
    noDefault: '不再作为默认',
    defaultSet: '已更改默认视图',
    rename: '改名与共享',
    remove: '删除视图',
    removed: '已删除视图',
    removeText: '删除视图“{name}”？记录不受影响。',
    versions: '历史版本',
    PRIVATE: '仅自己',
    DEPARTMENT: '本部门可见',
    ALL: '所有人可见',
  },
};
