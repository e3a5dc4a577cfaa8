/** Closed lists of the customer: what a value is called in the graph and what people read. */
import { label } from './dictionary';

export const customerType = {
  ENTERPRISE: label('企业', 'Enterprise'),
  INDIVIDUAL: label('个人', 'Individual'),
  DISTRIBUTOR: label('分销商', 'Distributor'),
  AGENT: label('代理商', 'Agent'),
  FINANCIAL_INSTITUTION: label('金融机构', 'Financial institution'),
  GOVERNMENT: label('机关', 'Government body'),
  PUBLIC_INSTITUTION: label('事业单位', 'Public institution'),
  SOCIAL_ORGANISATION: label('社会团体', 'Social organisation'),
  SOLE_TRADER: label('个体工商户', 'Sole trader'),
  OTHER: label('其他', 'Other'),
} as const;

export const identityType = {
  RESIDENT_ID: label('居民身份证', 'Resident identity card'),
  RESIDENCE_PERMIT: label('港澳台居民居住证', 'Residence permit of Hong Kong, Macao or Taiwan residents'),
  HK_MACAO_PERMIT: label('港澳居民来往内地通行证', 'Mainland travel permit of Hong Kong or Macao residents'),
  TAIWAN_PERMIT: label('台湾居民来往大陆通行证', 'Mainland travel permit of Taiwan residents'),
  FOREIGN_RESIDENT: label('外国人永久居留身份证', 'Foreign permanent resident card'),
  PASSPORT: label('护照', 'Passport'),
  OTHER: label('其他', 'Other'),
} as const;

export const customerOwnership = {
  STATE_OWNED: label('国有企业', 'State-owned'),
  PRIVATE: label('民营企业', 'Private'),
  FOREIGN: label('外资企业', 'Foreign-invested'),
  HK_MACAO_TAIWAN: label('港澳台资', 'Hong Kong, Macao or Taiwan invested'),
  JOINT_VENTURE: label('合资企业', 'Joint venture'),
  COLLECTIVE: label('集体企业', 'Collective'),
  JOINT_STOCK: label('股份制企业', 'Joint-stock or listed'),
  PUBLIC_INSTITUTION: label('事业单位', 'Public institution'),
  GOVERNMENT: label('机关/政府', 'Government'),
  SOCIAL_ORGANISATION: label('社会团体', 'Social organisation'),
  SOLE_TRADER: label('个体工商户', 'Sole trader'),
  OTHER: label('其他', 'Other'),
} as const;

export const customerChannel = {
  WHOLESALE: label('批发', 'Wholesale'),
  RETAIL: label('零售', 'Retail'),
  AGENCY: label('代理', 'Agency'),
  AUTHORISED: label('特约', 'Authorised dealer'),
  CHAIN: label('连锁', 'Chain'),
  EXCLUSIVE: label('专营', 'Exclusive dealer'),
  TERMINAL: label('终端', 'End user'),
  OTHER: label('其他', 'Other'),
} as const;

/** Sizes of the 2017 statistical rule. */
export const customerScale = {
  LARGE: label('大型', 'Large'),
  MEDIUM: label('中型', 'Medium'),
  SMALL: label('小型', 'Small'),
  MICRO: label('微型', 'Micro'),
  NOT_APPLICABLE: label('不适用', 'Not applicable'),
} as const;

export const customerSource = {
  EXHIBITION: label('展会', 'Exhibition'),
  ONLINE_PROMOTION: label('网络推广', 'Online promotion'),
  REFERRAL: label('客户推荐/转介绍', 'Customer referral'),
  PARTNER: label('合作伙伴介绍', 'Partner introduction'),
  SALES_PROMOTION: label('促销', 'Sales promotion'),
  SEARCH_ENGINE: label('搜索引擎', 'Search engine'),
  ADVERTISING: label('广告', 'Advertising'),
  ONLINE_REGISTRATION: label('线上注册', 'Online registration'),
  ONLINE_INQUIRY: label('线上询价', 'Online inquiry'),
  APPOINTMENT: label('预约上门', 'Appointment'),
  COLD_VISIT: label('陌拜', 'Cold visit'),
  PHONE: label('电话咨询', 'Phone inquiry'),
  EMAIL: label('邮件咨询', 'Email inquiry'),
  TENDER: label('招投标', 'Tender'),
  OTHER: label('其他', 'Other'),
} as const;

export const relationshipStage = {
  POTENTIAL: label('潜在客户', 'Potential'),
  INTERESTED: label('意向客户', 'Interested'),
  COOPERATING: label('合作客户', 'Cooperating'),
  PAUSED: label('暂停合作', 'Paused'),
  LOST: label('已流失', 'Lost'),
} as const;

export const registrationStatus = {
  ACTIVE: label('存续', 'Active'),
  SUSPENDED: label('停业/歇业', 'Suspended'),
  REVOKED: label('吊销未注销', 'Licence revoked, not deregistered'),
  REVOKED_DEREGISTERED: label('吊销已注销', 'Licence revoked and deregistered'),
  DEREGISTERED: label('注销', 'Deregistered'),
  MOVED_OUT: label('迁出', 'Moved to another authority'),
  LIQUIDATION: label('清算', 'In liquidation'),
  ORDERED_TO_CLOSE: label('责令关闭', 'Ordered to close'),
  CANCELLED: label('撤销', 'Registration cancelled'),
} as const;

export const growthPotential = {
  HIGH: label('高', 'High'),
  MEDIUM: label('中', 'Medium'),
  LOW: label('低', 'Low'),
} as const;

export const addressKind = {
  REGISTERED: label('注册地址', 'Registered'),
  BUSINESS: label('经营地址', 'Business'),
  BILLING: label('开票地址', 'Billing'),
  SHIPPING: label('收货地址', 'Shipping'),
  OTHER: label('其他', 'Other'),
} as const;

export const socialPlatform = {
  WECHAT_OFFICIAL: label('微信公众号', 'WeChat official account'),
  WECHAT_CHANNELS: label('微信视频号', 'WeChat Channels'),
  WEIBO: label('微博', 'Weibo'),
  DOUYIN: label('抖音', 'Douyin'),
  XIAOHONGSHU: label('小红书', 'Xiaohongshu'),
  LINKEDIN: label('领英', 'LinkedIn'),
  OTHER: label('其他', 'Other'),
} as const;
