import { fold, label, type EnumField } from '@dossier/shared';
import type { Cell } from '../../../platform/sheet/sheet';
import { flatten, isBlankWord, nothing, read, unreadable, type ReadContext, type Reading } from './reading';

/** Words clerks use for an option besides its label, by the name of the enum. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  CustomerType: {
    ENTERPRISE: ['公司', '企业客户', '法人', '有限公司', '企业单位'],
    INDIVIDUAL: ['自然人', '个人客户'],
    DISTRIBUTOR: ['经销商', '分销'],
    AGENT: ['代理'],
    GOVERNMENT: ['政府', '政府机关', '机关单位'],
    SOLE_TRADER: ['个体', '个体户'],
  },
  CustomerOwnership: {
    STATE_OWNED: ['国有', '国企', '央企', '国有控股', '国资'],
    PRIVATE: ['民营', '民企', '私营', '私企', '私营企业'],
    FOREIGN: ['外资', '外企', '外商独资', '外商投资', '外商投资企业'],
    HK_MACAO_TAIWAN: ['港资', '台资', '港澳台', '港澳台企业', '港澳台投资'],
    JOINT_VENTURE: ['合资', '中外合资', '合资公司'],
    COLLECTIVE: ['集体'],
    JOINT_STOCK: ['股份制', '上市公司', '股份公司'],
    SOLE_TRADER: ['个体', '个体户'],
    GOVERNMENT: ['政府', '机关'],
  },
  CustomerScale: {
    LARGE: ['大', '大型企业'],
    MEDIUM: ['中', '中型企业'],
    SMALL: ['小', '小型企业', '小企业'],
    MICRO: ['微', '微型企业', '小微'],
  },
  RelationshipStage: {
    POTENTIAL: ['潜在', '潜客', '线索', '未合作'],
    INTERESTED: ['意向', '有意向', '跟进中', '洽谈中'],
    COOPERATING: ['合作', '合作中', '已合作', '成交', '已成交', '成交客户', '老客户', '在合作'],
    PAUSED: ['暂停', '停止合作'],
    LOST: ['流失', '流失客户', '丢单'],
  },
  RegistrationStatus: {
    ACTIVE: ['在营', '开业', '在业', '正常', '在册', '存续(在营、开业、在册)', '在营(开业)企业'],
    SUSPENDED: ['停业', '歇业'],
    REVOKED: ['吊销'],
    DEREGISTERED: ['已注销'],
  },
  Gender: { MALE: ['先生', '男士', 'm'], FEMALE: ['女士', '小姐', '太太', 'f'], UNKNOWN: ['不详', '保密'] },
  EmploymentStatus: { EMPLOYED: ['是', '在岗', '在任'], LEFT: ['否', '已离职', '离任'], RETIRED: ['已退休'] },
  GrowthPotential: { HIGH: ['大', '较高', '较大'], MEDIUM: ['中等', '一般', '较好'], LOW: ['小', '较低', '较小'] },
  DecisionRole: { DECISION_MAKER: ['决策者', '拍板人', '老板'], INFLUENCER: ['影响人'], USER: ['使用人'] },
  Closeness: { GOOD: ['好', '较好'], FAMILIAR: ['一般'], CLOSE: ['密切', '很好'] },
  CustomerSource: {
    REFERRAL: ['转介绍', '客户推荐', '老客户介绍', '朋友介绍', '介绍'],
    EXHIBITION: ['展览会', '展销会'],
    ONLINE_PROMOTION: ['网络', '网上', '互联网'],
    PHONE: ['电话', '来电'],
    TENDER: ['招标', '投标'],
  },
};

const squeeze = (text: string): string => fold(text).replace(/[\s·_-]/g, '');
const tables = new Map<string, ReadonlyMap<string, string>>();

/** Every word of an enum that leads to one option. */
function wordsOf(field: EnumField): ReadonlyMap<string, string> {
  const known = tables.get(field.type);
  if (known) return known;
  const words = new Map<string, string>();
  const put = (word: string, key: string) => {
    if (!words.has(squeeze(word))) words.set(squeeze(word), key);
  };
  for (const [key, { zh, en }] of Object.entries(field.values)) for (const word of [key, zh, en]) put(word, key);
  for (const [key, { zh }] of Object.entries(field.values)) for (const word of zh.split('/')) put(word, key);
  for (const [key, aliases] of Object.entries(WORDS[field.type] ?? {})) for (const word of aliases) put(word, key);
  tables.set(field.type, words);
  return words;
}

/** An option by its key, a label in either language, a usual word for it, or the beginning of exactly one label. */
export function readChoice(field: EnumField, cell: Cell, context: ReadContext): Reading {
  const text = flatten(cell);
  const words = wordsOf(field);
  const word = squeeze(text);
  const exact = words.get(word);
  if (exact) return read(exact);
  if (isBlankWord(text)) return nothing;
  const started = new Set(
    [...words].filter(([known]) => word.length >= 2 && known.startsWith(word)).map(([, key]) => key),
  );
  if (started.size === 1) return read([...started][0]);
  const labels = Object.values(field.values);
  const options = label(labels.map(({ zh }) => zh).join('、'), labels.map(({ en }) => en).join(', '));
  return unreadable(context, 'INVALID_OPTION', text, { options, field: context.title });
}

const YES = new Set(['是', '√', '✓', '✔', '☑', '■', '●', '有', '对', 'y', 'yes', 'true', '1', 't', '已']);
const NO = new Set([
  '否',
  '×',
  '✗',
  '✘',
  'x',
  '☐',
  '□',
  '○',
  '无',
  '不是',
  '非',
  '错',
  'n',
  'no',
  'false',
  '0',
  'f',
  '未',
  '没有',
]);

/** 是 / 否, ticks, yes / no, 1 / 0. */
export function readBool(cell: Cell, context: ReadContext): Reading {
  const word = flatten(cell).toLowerCase();
  if (YES.has(word)) return read(true);
  if (NO.has(word)) return read(false);
  if (isBlankWord(word)) return nothing;
  return unreadable(context, 'INVALID_OPTION', word, { options: label('是、否', 'yes, no'), field: context.title });
}
