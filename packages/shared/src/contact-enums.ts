/** Closed lists of the contact. */
import { label } from './dictionary';

export const gender = {
  MALE: label('男', 'Male'),
  FEMALE: label('女', 'Female'),
  UNKNOWN: label('未知', 'Unknown'),
} as const;

export const decisionRole = {
  DECISION_MAKER: label('决策人', 'Decision maker'),
  INFLUENCER: label('影响者', 'Influencer'),
  USER: label('使用者', 'User'),
  GATEKEEPER: label('把关者', 'Gatekeeper'),
  OTHER: label('其他', 'Other'),
} as const;

export const communicationChannel = {
  PHONE: label('电话', 'Phone'),
  MOBILE: label('手机', 'Mobile'),
  SMS: label('短信', 'Text message'),
  WECHAT: label('微信', 'WeChat'),
  WECOM: label('企业微信', 'WeCom'),
  DINGTALK: label('钉钉', 'DingTalk'),
  QQ: label('QQ', 'QQ'),
  EMAIL: label('邮件', 'Email'),
  VISIT: label('面谈', 'In person'),
} as const;

export const closeness = {
  STRANGER: label('陌生', 'Stranger'),
  FAMILIAR: label('熟悉', 'Familiar'),
  GOOD: label('良好', 'Good'),
  CLOSE: label('紧密', 'Close'),
} as const;

/** Whether the person still works for the customer. */
export const employmentStatus = {
  EMPLOYED: label('在职', 'Employed'),
  LEFT: label('离职', 'Left'),
  RETIRED: label('退休', 'Retired'),
  OTHER: label('其他', 'Other'),
} as const;

export const legalBasis = {
  CONSENT: label('本人同意', 'Consent'),
  CONTRACT: label('订立或履行合同所必需', 'Needed for a contract'),
  LEGAL_DUTY: label('履行法定职责', 'Legal duty'),
  PUBLICLY_DISCLOSED: label('本人或依法公开', 'Publicly disclosed'),
  OTHER: label('其他', 'Other'),
} as const;
