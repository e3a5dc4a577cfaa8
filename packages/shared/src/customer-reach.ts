/** Customer: how to reach it. */
import { addressKind, socialPlatform } from './customer-enums';
import { defineFields, label } from './dictionary';

export const customerReach = defineFields({
  addresses: {
    kind: 'objects',
    type: 'CustomerAddress',
    items: 20,
    section: 'reach',
    label: label('地址', 'Addresses'),
    aliases: ['联系地址', '公司地址', '单位地址', '详细地址', '通讯地址', '住所'],
    fields: {
      kind: {
        kind: 'enum',
        type: 'AddressKind',
        values: addressKind,
        required: true,
        label: label('地址类型', 'Kind'),
      },
      region: { kind: 'code', set: 'region', label: label('地区', 'Region') },
      text: { kind: 'text', max: 300, required: true, label: label('详细地址', 'Address') },
      postalCode: { kind: 'keyword', format: 'postalCode', max: 6, label: label('邮编', 'Postal code') },
    },
  },
  switchboard: {
    kind: 'keyword',
    format: 'phone',
    max: 40,
    section: 'reach',
    label: label('总机', 'Switchboard'),
    aliases: ['电话', '公司电话', '单位电话', '客户电话', '联系电话', '座机', '固定电话', '总机电话'],
  },
  fax: {
    kind: 'keyword',
    format: 'phone',
    max: 40,
    section: 'reach',
    label: label('传真', 'Fax'),
    aliases: ['传真号', '传真号码'],
  },
  website: {
    kind: 'keyword',
    format: 'url',
    max: 300,
    section: 'reach',
    label: label('网址', 'Website'),
    aliases: ['网站', '官网', '公司网址', '公司网站', '主页'],
  },
  email: {
    kind: 'keyword',
    format: 'email',
    max: 254,
    section: 'reach',
    label: label('电子邮箱', 'Email'),
    aliases: ['邮箱', '公司邮箱', '邮件', '电子邮件', 'e-mail', 'mail'],
  },
  socialAccounts: {
    kind: 'objects',
    type: 'CustomerSocialAccount',
    items: 10,
    section: 'reach',
    label: label('社交账号', 'Social accounts'),
    fields: {
      platform: {
        kind: 'enum',
        type: 'SocialPlatform',
        values: socialPlatform,
        required: true,
        label: label('平台', 'Platform'),
      },
      account: { kind: 'text', max: 100, required: true, label: label('账号', 'Account') },
    },
  },
});
