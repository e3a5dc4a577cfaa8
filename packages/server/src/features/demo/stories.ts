import { creditCheckCharacter, type RawValue, type Scoring } from '@dossier/shared';
import { assessmentOn, type Assessed, type AssessmentPlan } from './assessment-file';
import { iso } from './calendar';
import { creditCodeOf, type City, type Company } from './company';
import { contactsOf } from './contact-file';
import { signedContract, type ContractFile } from './contract-file';
import { inventTerms, type Terms } from './contract-terms';
import { customerRecord, eventsOf, lead, outlineOf, planOf, type CustomerFile, type Outline } from './customer-file';
import { trades } from './data/trades';
import type { Change } from './history';
import type { Life } from './life';
import { randomOf, type World } from './world';

/**
 * Customers with a story, the first of every demo: what the home page shows as things to look at. Their trade names use characters
 * that invented names do not, so that nothing else looks like them.
 */
interface Story {
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
interface Scene {
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

const stories: readonly Story[] = [
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

/** Index of the story with the code that fails its check character. */
const WRONG_CODE = 2;
const wrongCodeReason = '营业执照原件即为此代码，已向登记机关核实';
export const storyCount = stories.length;

function companyOf(story: Story, index: number): Company {
  const [code, name, dialling, region] = story.place;
  const city: City = { code, name, dialling, districts: [region] };
  const trade = trades.find(({ word }) => word === story.word)!;
  const form = { registrationType: '112', ownership: 'PRIVATE', ending: '有限公司', type: 'ENTERPRISE' };
  const { tradeName, pinyin } = story;
  return {
    city,
    region,
    trade,
    tradeName,
    pinyin,
    form,
    name: story.name,
    shortName: tradeName + story.word.slice(0, 2),
    creditCode: creditCodeOf(index, region),
  };
}

/** The same code with another last character than the one it asks for. */
function spoil(code: string): string {
  const right = creditCheckCharacter(code);
  return code.slice(0, 17) + (right === '8' ? 'A' : '8');
}

function withAmount(terms: Terms, amount: number): Terms {
  const money = (value: number) => ({ amount: value.toFixed(2), currency: 'CNY' });
  const net = Math.round((amount / 1.13) * 100) / 100;
  return {
    ...terms,
    lines: [],
    values: {
      ...terms.values,
      taxRate: '13.00',
      amount: money(amount),
      netAmount: money(net),
      taxAmount: money(amount - net),
      itemsRevision: 0,
    },
  };
}

/** The file of a story. */
export function storyFile(world: World, scoring: Scoring, index: number): CustomerFile {
  const story = stories[index]!;
  const outline = outlineOf(world, index, { life: story.life, company: companyOf(story, index) });
  outline.values.registrationStatus = 'ACTIVE';
  if (index === WRONG_CODE)
    Object.assign(outline.values, {
      unifiedSocialCreditCode: spoil(outline.company.creditCode),
      creditCodeOverrideReason: wrongCodeReason,
    });
  const { life, company, owner, id, created } = outline;
  const contacts = contactsOf(
    world,
    { index, customerId: id, company, stage: life.stage, owner, created, count: 3 },
    randomOf(world, index, 'contacts'),
  );
  const random = randomOf(world, index, 'contracts');
  const plan = { ...planOf(outline, contacts, random), currency: 'CNY' };
  const contracts = story.signed.map((day, at) => {
    const terms = withAmount(inventTerms(plan, world.calendar.date(day).slice(0, 4), random), story.amount!);
    return signedContract(world, plan, day, random, {
      terms,
      expiresIn: at === story.signed.length - 1 ? story.endsIn : undefined,
    });
  });
  const scene: Scene = {
    world,
    outline,
    contracts,
    assessed: [],
    plan: { customerId: id, contracts, firstDeal: life.firstDeal ?? 0, from: 0, to: 0, earliest: created, scoring },
  };
  const told = story.tell?.(scene) ?? [];
  const customer = customerRecord(world, outline);
  lead(customer, [...eventsOf(world, outline, contracts, scene.assessed), ...told]);
  return { index, customer, contacts, contracts, assessments: scene.assessed.map(({ record }) => record) };
}
