/** Files that are taken out: what the top bar says of them on every page. */
export const exporting = {
  export: {
    mine: '我的导出',
    ready: '“{title}”已导出',
    failed: '“{title}”导出失败：',
    download: '下载',
    stopped: '{count} 个定时任务已停止',
    running: '{count} 个导出进行中',
    more: '全部导出',
    rowsOf: '{done} / {total} 行',
    rowsDone: '{done} 行',
  },
};
