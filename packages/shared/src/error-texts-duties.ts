/** Sentences about who may hand out which rights. */
import { label, type Label } from './dictionary';

export const dutyTexts = {
  GRANT_GUARDED: label(
    '“{scopes}”只能由安全员授予：请先去掉并保存其他内容，再请安全员授予',
    'Only a security officer hands out “{scopes}”: leave it out, save the rest, and ask one to grant it',
  ),
  GRANT_BEYOND_OWN: label(
    '您自己没有“{scopes}”，不能授予；请由拥有这些权限的管理员办理',
    'You do not have “{scopes}” yourself, so you cannot hand it out; ask an administrator who has it',
  ),
  GRANT_RANGE: label(
    '数据范围超出您自己的范围，不能授予；请缩小范围，或由范围更大的管理员办理',
    'The range goes beyond your own; narrow it, or ask an administrator with a wider one',
  ),
  OWN_ROLES: label(
    '不能修改自己的角色，也不能修改自己所属的角色；请由另一位管理员或安全员办理',
    'Nobody changes their own roles, nor a role they have; ask another administrator or a security officer',
  ),
  DUTIES_MIXED: label(
    '“{watches}”属监督职责，不能与“{acts}”集于一身；请分给不同的人',
    '“{watches}” watches over others and does not go together with “{acts}”; give them to different people',
  ),
  LAST_SECURITY_OFFICER: label(
    '至少保留一名启用的安全员，请先由其指定另一位',
    'One active security officer must remain; let them appoint another first',
  ),
  OVERSEER_SIGN_IN: label(
    '安全与审计人员的密码、两步验证和令牌只能由另一位安全员重置；没有时请在服务器上运行 dossier -- user password',
    'The password, second factor and tokens of those who watch over the archive are reset by another security officer only; without one run `dossier -- user password` at the server',
  ),
  GUARDED_ONLY: label(
    '此处只能增减受控权限，“{scopes}”请由管理员修改',
    'Only guarded scopes are changed here; “{scopes}” is for an administrator',
  ),
} as const satisfies Record<string, Label>;
