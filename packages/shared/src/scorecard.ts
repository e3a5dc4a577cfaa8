/** Data dictionary of the scorecard 评分卡. */
import { assessmentMetric, missingTreatment, scorecardStatus, scoringRule, vetoCondition } from './assessment-enums';
import { defineFields, label, type InputOf, type RecordOf } from './dictionary';

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

export type ScorecardRecord = RecordOf<typeof scorecardFields>;
export type ScorecardInput = InputOf<typeof scorecardFields>;
export type AssessmentMetric = keyof typeof assessmentMetric;
export type VetoCondition = keyof typeof vetoCondition;
