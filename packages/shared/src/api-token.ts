/** Data dictionary of the API token 访问令牌: lets a script act for a person. The secret itself is shown once and never stored. */
import { defineFields, label, type RecordOf } from './dictionary';

export const apiTokenFields = defineFields({
  name: {
    kind: 'text',
    max: 100,
    required: true,
    createOnly: true,
    label: label('用途', 'Purpose'),
    hint: label('例如：每日报表脚本', 'For example: daily report script'),
  },
  expiresOn: {
    kind: 'date',
    required: true,
    createOnly: true,
    label: label('有效期至', 'Expires on'),
    hint: label('最后可用的一天，最长一年', 'The last day it works, at most a year ahead'),
  },
  scopes: {
    kind: 'list',
    max: 40,
    items: 100,
    createOnly: true,
    label: label('权限范围', 'Scopes'),
    hint: label(
      '如 customer:read；只能是所有者已有的权限，留空为所有者的全部权限',
      "Such as `customer:read`, among those of the owner; left out: all of the owner's",
    ),
  },
  persistedOnly: {
    kind: 'bool',
    createOnly: true,
    initial: false,
    label: label('只限已发布的查询', 'Published queries only'),
    hint: label(
      '只能按名称运行已发布的查询，其他请求一律拒绝',
      'It runs published queries by name and is refused everything else',
    ),
  },
  beginning: {
    kind: 'keyword',
    format: 'plain',
    max: 20,
    access: 'system',
    label: label('令牌开头', 'Beginning'),
    hint: label('用于辨认令牌，不能用来登录', 'Tells tokens apart; it opens nothing'),
  },
  lastUsedAt: { kind: 'instant', access: 'system', label: label('最近使用', 'Last used at') },
  lastUsedFrom: {
    kind: 'keyword',
    format: 'plain',
    max: 45,
    access: 'system',
    label: label('最近使用地址', 'Last used from'),
  },
  revokedAt: { kind: 'instant', access: 'system', label: label('撤销时间', 'Revoked at') },
  ownerId: { kind: 'ref', target: 'User', access: 'system', label: label('所有者', 'Owner') },
});

export type ApiTokenRecord = RecordOf<typeof apiTokenFields>;
