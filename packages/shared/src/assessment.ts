/** Data dictionary of the assessment 评估. */
import { defineFields, label, type InputOf, type RecordOf, type Sections } from './dictionary';

/** Sections of scorecards and assessments. */
export const assessmentSections: Sections = {
  basic: label('基本信息', 'Basics'),
  scoring: label('评分', 'Scoring'),
  result: label('结果', 'Result'),
};

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
    past: true,
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
  total: {
    kind: 'decimal',
    places: 2,
    min: '0',
    max: '100',
    access: 'system',
    section: 'result',
    label: label('总分', 'Total'),
  },
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

export type AssessmentRecord = RecordOf<typeof assessmentFields>;
export type AssessmentInput = InputOf<typeof assessmentFields>;
