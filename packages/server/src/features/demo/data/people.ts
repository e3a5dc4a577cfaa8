import type { Weighted } from '../random';

/** Surname, pinyin and share in per mille, the most frequent of the country. */
export const surnames: Weighted<readonly [string, string]> = `
王wang72 李li72 张zhang68 刘liu54 陈chen45 杨yang31 黄huang22 赵zhao21 吴wu20 周zhou19 徐xu14 孙sun15 马ma13 朱zhu13 胡hu13
郭guo12 何he12 林lin12 高gao11 罗luo9 郑zheng9 梁liang8 谢xie8 宋song8 唐tang7 许xu7 邓deng6 韩han6 冯feng6 曹cao6 彭peng6
曾zeng5 肖xiao5 田tian5 董dong5 潘pan5 袁yuan5 蔡cai5 蒋jiang5 余yu5 于yu5 杜du5 叶ye4 程cheng4 魏wei4 苏su4 吕lv4 丁ding4
任ren4 卢lu4 姚yao4 沈shen4 钟zhong4 姜jiang4 崔cui4 谭tan4 陆lu4 范fan3 汪wang3 廖liao3 石shi3 金jin3 韦wei3 贾jia3 夏xia3
傅fu3 方fang3 邹zou3 熊xiong2 白bai2 孟meng2 秦qin2 邱qiu2 侯hou2 江jiang2 尹yin2 薛xue2 闫yan2 段duan2 雷lei2 龙long2 黎li2
史shi2 陶tao2 贺he2 毛mao2 郝hao2 顾gu2 龚gong2 邵shao2 欧阳ouyang1
`
  .trim()
  .split(/\s+/)
  .map((entry) => {
    const [, name = '', pinyin = '', weight = '1'] = /^(\p{Script=Han}+)([a-z]+)(\d+)$/u.exec(entry) ?? [];
    return [[name, pinyin] as const, Number(weight)] as const;
  });

export const maleGiven = [
  ...'强磊军勇杰涛超明刚辉鹏波斌宇浩凯健俊帆旭龙昊晨峰',
  ...'建国 志强 文斌 海涛 建华 志明 国庆 晓东 俊杰 浩然 子轩 宇航 嘉豪 天佑 明哲 立新 永康 家明 文博 振宇 少华 学军 建平 志勇 国强 晓峰 大伟 德胜 广平 培林 思远 泽宇 承志 景行 向阳 启明 云鹏 正阳 绍辉 锦程'.split(
    ' ',
  ),
];
export const femaleGiven = [
  ...'芳娜敏静丽艳娟霞玲燕萍洁雪婷颖莹琳慧倩瑶',
  ...'秀英 桂兰 丽华 淑芬 晓燕 海燕 雅婷 思琪 雨欣 佳怡 梦洁 欣怡 静怡 婉清 雪梅 丽娜 红梅 玉兰 春梅 晓霞 文静 诗涵 语嫣 美玲 秋菊 惠敏 若兰 佩珊 明珠 书瑶 可心 思敏 怡然 晓彤 慧敏 素云 月华 卉芸 清扬 亚男'.split(
    ' ',
  ),
];

/** Post: title, department, influence, weight. Index 0–2 also sign contracts. */
export const posts: readonly (readonly [string, string, string, number])[] = [
  ['总经理', '总经办', 'DECISION_MAKER', 10],
  ['副总经理', '总经办', 'DECISION_MAKER', 9],
  ['采购经理', '采购部', 'INFLUENCER', 22],
  ['采购员', '采购部', 'USER', 14],
  ['财务经理', '财务部', 'GATEKEEPER', 9],
  ['出纳', '财务部', 'OTHER', 4],
  ['技术总监', '技术部', 'INFLUENCER', 7],
  ['工程师', '技术部', 'USER', 9],
  ['设备主管', '设备部', 'USER', 8],
  ['生产经理', '生产部', 'INFLUENCER', 8],
  ['仓库主管', '仓储部', 'OTHER', 4],
  ['办公室主任', '综合办公室', 'GATEKEEPER', 6],
  ['法务主管', '法务部', 'GATEKEEPER', 3],
  ['董事长助理', '总经办', 'GATEKEEPER', 3],
  ['质量经理', '质量部', 'USER', 4],
];

/** Colleagues who own customers beside the demo users; they have no password. */
export const salesPeople = [
  ['zhaomin', '赵敏'],
  ['sunhao', '孙浩'],
  ['zhouting', '周婷'],
  ['wulei', '吴磊'],
  ['zhengjie', '郑洁'],
  ['fengtao', '冯涛'],
  ['xujing', '许静'],
  ['hekai', '何凯'],
] as const;
