/** Closed lists of the scorecard and the assessment. */
import { label } from './dictionary';

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
