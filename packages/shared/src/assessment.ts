/** Data dictionary of the scorecard 评分卡 and the assessment 评估. */
import { defineFields, label, type InputOf, type RecordOf, type Sections } from './dictionary';

export const scorecardStatus = {
  DRAFT: label('草稿', 'Draft'),
  PUBLISHED: label('已发布', 'Published'),
  RETIRED: label('已停用', 'Retired'),
} as const;

export const assessmentMetric = {
  CONTRACT_AMOUNT_12M: label('近 12 个月合同金额', 'Contract amount, last 12 months'),
  CONTRACT_COUNT_12M: label('近 12 个月合同数', 'Contracts, last 12 months'),
  COOPERATION_YEARS: label('合作年限', 'Years of cooperation'),
  JUDGED: label('人工评分', 'Judged by a person'),
} as const;

export const scoringRule = {
  BANDS: label('分段', 'Bands'),
  LINEAR: label('线性', 'Linear'),
  ENUM: label('取值对照', 'Value map'),
} as const;

export const missingTreatment = {
  SKIP_AND_REWEIGHT: label('跳过并重新分配权重', 'Skip and re-weight'),
  ZERO: label('记 0 分', 'Zero'),
  NEUTRAL: label('记 50 分', 'Neutral 50'),
} as const;

export const vetoCondition = {
  BLACKLISTED: label('已列入黑名单', 'Blacklisted'),
  REGISTRATION_REVOKED: label('登记状态为吊销、注销或撤销', 'Registration revoked, deregistered or cancelled'),
} as const;

export const assessmentSections: Sections = {
  basic: label('基本信息', 'Basics'),
  scoring: label('评分', 'Scoring'),
  result: label('结果', 'Result'),
};

const score = { kind: 'decimal', places: 2, min: '0', max: '100' } as const;

/** A scorecard: what is measured, how it turns into 0–100, and how the weighted total becomes a grade. */
export const scorecardFields = defineFields({
  name: {
    kind: 'text',
    max: 100,
    required: true,
    section: 'basic',
    label: label('评分卡名称', 'Scorecard name'),
    aliases: ['名称'],
  },
  description: { kind: 'text', max: 1000, multiline: true, section: 'basic', label: label('说明', 'Description') },
  status: {
    kind: 'enum',
    type: 'ScorecardStatus',
    values: scorecardStatus,
    access: 'system',
    initial: 'DRAFT',
    section: 'basic',
    label: label('状态', 'Status'),
  },
  versionNo: {
    kind: 'int',
    min: 1,
    access: 'system',
    initial: 1,
    section: 'basic',
    label: label('版本', 'Version number'),
    hint: label('发布后不再改动；修改产生新版本', 'A published version never changes; an edit makes the next one'),
  },
  publishedAt: { kind: 'instant', access: 'system', section: 'basic', label: label('发布时间', 'Published at') },
  dimensions: {
    kind: 'objects',
    type: 'ScorecardDimension',
    items: 30,
    required: true,
    section: 'scoring',
    label: label('评分维度', 'Dimensions'),
    hint: label('权重合计必须为 100', 'Weights must add up to 100'),
    fields: {
      key: { kind: 'keyword', format: 'plain', max: 40, required: true, label: label('标识', 'Key') },
      label: { kind: 'text', max: 50, required: true, label: label('名称', 'Label') },
      weight: { ...score, required: true, label: label('权重', 'Weight'), hint: label('百分比', 'Percent') },
      metric: {
        kind: 'enum',
        type: 'AssessmentMetric',
        values: assessmentMetric,
        required: true,
        label: label('指标', 'Metric'),
      },
      rule: {
        kind: 'enum',
        type: 'ScoringRule',
        values: scoringRule,
        required: true,
        label: label('评分规则', 'Rule'),
      },
      bands: {
        kind: 'objects',
        type: 'ScoreBand',
        items: 20,
        label: label('分段', 'Bands'),
        hint: label('达到“起点”得该分数，取满足的最高起点', 'The highest start that is reached gives the score'),
        fields: {
          from: { kind: 'decimal', places: 2, required: true, label: label('起点', 'From') },
          score: { ...score, required: true, label: label('得分', 'Score') },
        },
      },
      min: { kind: 'decimal', places: 2, label: label('下限（0 分）', 'Minimum (0)') },
      max: { kind: 'decimal', places: 2, label: label('上限（100 分）', 'Maximum (100)') },
      values: {
        kind: 'objects',
        type: 'ScoreValue',
        items: 30,
        label: label('取值对照', 'Values'),
        fields: {
          value: { kind: 'text', max: 50, required: true, label: label('取值', 'Value') },
          score: { ...score, required: true, label: label('得分', 'Score') },
        },
      },
      missing: {
        kind: 'enum',
        type: 'MissingTreatment',
        values: missingTreatment,
        required: true,
        label: label('缺数据时', 'When missing'),
      },
    },
  },
  gradeBands: {
    kind: 'objects',
    type: 'GradeBand',
    items: 20,
    required: true,
    section: 'result',
    label: label('等级划分', 'Grade bands'),
    hint: label('总分达到下限即得该等级', 'The highest minimum that the total reaches gives the grade'),
    fields: {
      grade: { kind: 'text', max: 10, required: true, label: label('等级', 'Grade') },
      min: { ...score, required: true, label: label('最低分', 'Minimum') },
    },
  },
  vetoRules: {
    kind: 'objects',
    type: 'VetoRule',
    items: 20,
    section: 'result',
    label: label('一票否决', 'Veto rules'),
    hint: label('条件成立时直接定级，不看总分', 'A condition that holds sets the grade whatever the total'),
    fields: {
      condition: {
        kind: 'enum',
        type: 'VetoCondition',
        values: vetoCondition,
        required: true,
        label: label('条件', 'Condition'),
      },
      grade: { kind: 'text', max: 10, required: true, label: label('定级', 'Grade') },
      label: { kind: 'text', max: 100, label: label('说明', 'Label') },
    },
  },
});

/** One assessment of one customer with one version of a scorecard; kept for ever, with every step. */
export const assessmentFields = defineFields({
  customerId: {
    kind: 'ref',
    target: 'Customer',
    required: true,
    createOnly: true,
    section: 'basic',
    label: label('客户', 'Customer'),
  },
  scorecardId: {
    kind: 'ref',
    target: 'Scorecard',
    required: true,
    createOnly: true,
    section: 'basic',
    label: label('评分卡', 'Scorecard'),
  },
  assessedOn: {
    kind: 'date',
    required: true,
    createOnly: true,
    section: 'basic',
    label: label('评估日期', 'Assessed on'),
  },
  assessorId: { kind: 'ref', target: 'User', access: 'system', section: 'basic', label: label('评估人', 'Assessor') },
  automatic: {
    kind: 'bool',
    access: 'system',
    initial: false,
    section: 'basic',
    label: label('自动评估', 'Automatic'),
  },
  scores: {
    kind: 'objects',
    type: 'AssessmentScore',
    items: 30,
    access: 'system',
    section: 'scoring',
    label: label('各维度得分', 'Scores'),
    fields: {
      dimension: { kind: 'keyword', format: 'plain', max: 40, required: true, label: label('维度', 'Dimension') },
      label: { kind: 'text', max: 50, label: label('名称', 'Label') },
      weight: { kind: 'decimal', places: 2, label: label('权重', 'Weight') },
      effectiveWeight: {
        kind: 'decimal',
        places: 4,
        label: label('实际权重', 'Effective weight'),
        hint: label('跳过缺数据的维度后重新分配的权重', 'Weight after the skipped dimensions gave theirs to the rest'),
      },
      raw: { kind: 'text', max: 100, label: label('原始值', 'Raw') },
      normalised: { kind: 'decimal', places: 4, label: label('标准分', 'Normalised') },
      weighted: { kind: 'decimal', places: 4, label: label('加权分', 'Weighted') },
      missing: { kind: 'bool', label: label('缺数据', 'Missing') },
      evidence: { kind: 'text', max: 500, label: label('依据', 'Evidence') },
      note: { kind: 'text', max: 500, label: label('说明', 'Note') },
    },
  },
  total: { ...score, access: 'system', section: 'result', label: label('总分', 'Total') },
  grade: { kind: 'text', max: 10, access: 'system', section: 'result', label: label('等级', 'Grade') },
  vetoedBy: { kind: 'text', max: 100, access: 'system', section: 'result', label: label('一票否决', 'Vetoed by') },
  tags: {
    kind: 'list',
    max: 30,
    items: 10,
    createOnly: true,
    section: 'result',
    label: label('价值标签', 'Value tags'),
    hint: label('如：高价值、高潜力、风险客户', 'Such as high value, high potential, risk'),
  },
  comment: {
    kind: 'text',
    max: 2000,
    multiline: true,
    createOnly: true,
    section: 'result',
    label: label('评语', 'Comment'),
  },
});

export type ScorecardRecord = RecordOf<typeof scorecardFields>;
export type ScorecardInput = InputOf<typeof scorecardFields>;
export type AssessmentRecord = RecordOf<typeof assessmentFields>;
export type AssessmentInput = InputOf<typeof assessmentFields>;
export type AssessmentMetric = keyof typeof assessmentMetric;
export type VetoCondition = keyof typeof vetoCondition;
