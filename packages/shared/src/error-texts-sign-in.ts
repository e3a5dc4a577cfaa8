/** Sentences about passwords, second factors, single sign-on and accounts. */
import { label, type Label } from './dictionary';

export const signInTexts = {
  PASSWORD_TOO_SHORT: label(
    '密码至少 {min} 个字符，请加长',
    'A password has at least {min} characters; make it longer',
  ),
  PASSWORD_TOO_LONG: label('密码最多 {max} 个字符，请缩短', 'A password has at most {max} characters; make it shorter'),
  PASSWORD_HAS_USER_NAME: label(
    '密码不能包含用户名，请换一个',
    'A password does not contain the user name; choose another',
  ),
  PASSWORD_COMMON: label(
    '这个密码太常见，别人很容易猜到，请换一个',
    'This password is among the most common ones and quickly guessed; choose another',
  ),
  PASSWORD_TOO_SIMPLE: label(
    '密码太容易猜到，请换一个（不要用连续或重复的字符）',
    'The password is too easy to guess; avoid sequences and repetitions',
  ),
  PASSWORD_SAME: label('新密码不能与当前密码相同', 'The new password must differ from the current one'),
  PASSWORD_USED_BEFORE: label(
    '新密码不能与最近 {count} 次用过的密码相同',
    'The new password must differ from the last {count}',
  ),
  PASSWORD_WRONG: label('当前密码不对，请重试', 'The current password is wrong; try again'),
  USER_INACTIVE: label('账号已停用，请联系系统管理员', 'The account is switched off; ask an administrator'),
  SERVICE_ACCOUNT: label(
    '服务账号没有密码，请为它创建访问令牌',
    'A service account has no password; create an API token for it',
  ),
  TOTP_REQUIRED: label('请输入验证器应用中的 6 位动态码', 'Give the 6 digits that your authenticator app shows'),
  TOTP_WRONG: label(
    '动态码不对或已用过，请等下一个再试；也可使用恢复码',
    'The code is wrong or was used already; wait for the next one, or use a recovery code',
  ),
  TOTP_ON: label(
    '两步验证已开启；如需更换设备，请先关闭',
    'Two-step sign-in is on already; switch it off first to change the device',
  ),
  TOTP_OFF: label('两步验证未开启，请先开始设置', 'Two-step sign-in is not on; begin its set-up first'),
  TOTP_MANDATORY: label(
    '您的角色必须使用两步验证，不能关闭',
    'Your role needs two-step sign-in, so it cannot be switched off',
  ),
  TOTP_UNREADABLE: label(
    '服务器的密钥已更换，动态码无法核对，请联系系统管理员重置两步验证',
    "The server's key has changed, so codes cannot be checked; ask an administrator to reset two-step sign-in",
  ),
  TOKEN_SCOPES: label(
    '令牌不能有其所有者没有的权限：{scopes}',
    'A token cannot have rights that its owner lacks: {scopes}',
  ),
  TOKEN_OWNER: label(
    '只能为服务账号代建令牌，请改选所有者',
    'Tokens can be made for oneself or for a service account; choose another owner',
  ),
  SSO_OFF: label('未配置单点登录', 'Single sign-on is not set up'),
  SSO_EXPIRED: label(
    '单点登录已超时或被打断，请重新点击登录',
    'Single sign-on took too long or was interrupted; begin again',
  ),
  SSO_DENIED: label(
    '身份提供方拒绝了登录，请重试或联系系统管理员',
    'The identity provider refused; try again or ask an administrator',
  ),
  SSO_FAILED: label(
    '与身份提供方的核对没有成功，请重试；仍不成功请联系系统管理员',
    "The identity provider's answer could not be verified; try again, then ask an administrator",
  ),
  SSO_UNREACHABLE: label(
    '暂时连不上身份提供方，请稍后重试或用密码登录',
    'The identity provider does not answer; try again later or sign in with a password',
  ),
  SSO_NO_NAME: label(
    '身份提供方没有给出用户名，请联系系统管理员',
    'The identity provider gave no user name; ask an administrator',
  ),
  SSO_OTHER_PERSON: label(
    '此用户名的账号已关联另一身份，请联系系统管理员核对后解除关联',
    'The account of this name is linked to another identity; ask an administrator to check and unlink it',
  ),
  SSO_UNKNOWN_USER: label(
    '您在这里还没有账号，请联系系统管理员开通',
    'You have no account here yet; ask an administrator for one',
  ),
} as const satisfies Record<string, Label>;
