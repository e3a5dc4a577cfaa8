import type { RawValue } from '@dossier/shared';
import { assessmentOn, type Assessed, type AssessmentPlan } from './assessment-file';
import { iso } from './calendar';
import type { ContractFile } from './contract-file';
import type { Change } from './history';
import type { Life } from './life';
import type { Outline } from './outline';
import { randomOf, type World } from './world';

/**
 * Customers with a story, the first of every demo: what the home page shows as things to look at. Their trade names use characters
 * that invented names do not, so that nothing else looks like them.
 */
export interface Story {
  name: string;
  tradeName: string;
  pinyin: string;
  word: string;
  place: [code: string, name: string, dialling: string, region: string];
  life: Life;
  /** Days ago of each signature, the first one the first deal. */
  signed: readonly number[];
  /** The last contract ends in so many days; it is not disturbed before. */
  endsIn?: number;
  /** Yuan of each contract. */
  amount?: number;
  tell?: (scene: Scene) => Change[];
}

/** What a story can still change before the file is written. */
export interface Scene {
  world: World;
  outline: Outline;
  contracts: readonly ContractFile[];
  plan: AssessmentPlan;
  assessed: Assessed[];
}

const cooperating = (created: number, firstDeal: number): Life => ({
  created,
  stage: 'COOPERATING',
  interested: created - 12,
  firstDeal,
  ended: null,
});
const talked = ({ world, outline }: Scene, ago: number): Change => {
  const at = world.calendar.moment(ago, randomOf(world, outline.index, 'care'), outline.created);
  return { at, by: outline.owner, patch: { lastInteractionAt: iso(at) } };
};

type Marks = Readonly<Record<string, readonly [raw: number, note?: string]>>;
const good: Marks = {
  margin: [97],
  payment: [98, '近一年无逾期'],
  credit: [98],
  potential: [97],
  strategy: [97, '列为重点行业客户'],
};
const worse: Marks = {
  margin: [72],
  payment: [50, '近两笔货款逾期 46 天与 31 天'],
  credit: [58, '被列为一起买卖合同纠纷的被告'],
  potential: [70],
  strategy: [65],
};
const marked =
  (marks: Marks) =>
  (dimension: string): RawValue => ({ raw: marks[dimension]?.[0] ?? null, note: marks[dimension]?.[1] ?? null });

function assessOn(scene: Scene, ago: number, marks: Marks, comment: string): void {
  const random = randomOf(scene.world, scene.outline.index, 'assessments');
  for (let i = 0; i < scene.assessed.length * 5; i++) random.next();
  scene.assessed.push(assessmentOn(scene.world, scene.plan, ago, random, marked(marks), { comment }));
}

const blacklistReason = '连续三次货到拒付，仲裁裁决后仍未履行';

export const stories: readonly Story[] = [
  {
    name: '苏州云舸精密机械有限公司',
    tradeName: '云舸',
    pinyin: 'yunge',
    word: '精密机械',
    place: ['3205', '苏州', '0512', '320506'],
    life: cooperating(760, 700),
    signed: [700, 364],
    endsIn: 1,
    amount: 486_000,
    tell: (scene) => (assessOn(scene, 120, good, '合作稳定，框架合同每年续签。'), [talked(scene, 9)]),
  },
  {
    name: '杭州鹭屿智能装备有限公司',
    tradeName: '鹭屿',
    pinyin: 'luyu',
    word: '智能装备',
    place: ['3301', '杭州', '0571', '330108'],
    life: cooperating(860, 820),
    signed: [820, 660, 640, 600, 560, 520, 480, 420, 340],
    amount: 640_000,
    tell: (scene) => {
      assessOn(scene, 300, good, '订单增长快，回款及时。');
      assessOn(scene, 3, worse, '近一年订单明显减少，两笔货款逾期，建议收紧账期。');
      return [talked(scene, 4)];
    },
  },
  {
    name: '成都棠溪新材料有限公司',
    tradeName: '棠溪',
    pinyin: 'tangxi',
    word: '新材料',
    place: ['5101', '成都', '028', '510107'],
    life: cooperating(150, 118),
    signed: [118],
    amount: 96_000,
    tell: (scene) => [talked(scene, 20)],
  },
  {
    name: '宁波海雁轴承有限公司',
    tradeName: '海雁',
    pinyin: 'haiyan',
    word: '轴承',
    place: ['3302', '宁波', '0574', '330203'],
    life: cooperating(640, 590),
    signed: [590, 250],
    amount: 158_000,
    tell: (scene) => [talked(scene, 15)],
  },
  {
    name: '浙江海雁轴承有限公司',
    tradeName: '海雁',
    pinyin: 'haiyan',
    word: '轴承',
    place: ['3302', '宁波', '0574', '330212'],
    life: { created: 2, stage: 'POTENTIAL', interested: null, firstDeal: null, ended: null },
    signed: [],
    tell: (scene) => [talked(scene, 1)],
  },
  {
    name: '武汉墨白电气有限公司',
    tradeName: '墨白',
    pinyin: 'mobai',
    word: '电气',
    place: ['4201', '武汉', '027', '420111'],
    life: cooperating(520, 480),
    signed: [480, 140],
    endsIn: 190,
    amount: 268_000,
    tell: (scene) => (assessOn(scene, 210, good, '设备更新项目持续采购。'), [talked(scene, 100)]),
  },
  {
    name: '佛山雀舌塑胶有限公司',
    tradeName: '雀舌',
    pinyin: 'queshe',
    word: '塑胶',
    place: ['4406', '佛山', '0757', '440605'],
    life: cooperating(430, 400),
    signed: [400, 95],
    endsIn: 120,
    amount: 74_000,
    tell: (scene) => {
      const at = scene.world.calendar.moment(12, randomOf(scene.world, scene.outline.index, 'events'));
      const by = scene.world.staff.manager;
      return [
        talked(scene, 13),
        { at, by, verb: 'BLACKLIST', reason: blacklistReason, patch: { blacklisted: true, blacklistReason } },
      ];
    },
  },
];
