/** What the archive itself writes as the reason of a trace is a code; people read words. */
import type { AuditVerb } from './audit-verb';
import { backupFaults } from './backup';
import { label, type Label } from './dictionary';
import { errorTexts } from './error-texts';
import type { Locale } from './field-error';

type Words = Readonly<Record<string, Label>>;

const deactivated = { DEACTIVATED: label('账号已停用', 'the account was deactivated') };
const ofVerb: Partial<Record<AuditVerb, Words>> = {
  SIGN_IN: {
    PASSWORD: label('用密码登录', 'with a password'),
    SSO: label('单点登录', 'by single sign-on'),
    DEMO: label('演示身份', 'as a person of the demo'),
  },
  VIEW_AS: { BEGIN: label('开始', 'began'), END: label('结束', 'ended') },
  IDENTITY: { LINK: label('建立关联', 'linked'), UNLINK: label('解除关联', 'unlinked') },
  SECOND_FACTOR: {
    ON: label('启用', 'turned on'),
    OFF: label('停用', 'turned off'),
    RECOVERY_CODE: label('用恢复码登录', 'signed in with a recovery code'),
  },
  SESSION_END: deactivated,
  REVOKE: deactivated,
  BACKUP: backupFaults,
  VERIFY_BACKUP: backupFaults,
  RESTORE_BACKUP: backupFaults,
};
/** Sentences that carry figures when they are said to a person; the log has the code alone. */
const short: Words = {
  REVEAL_LIMIT: label('超过一小时内查看敏感信息的次数', 'More reveals than are allowed in an hour'),
};
const has = (words: Words, code: string): Label | null => (Object.hasOwn(words, code) ? words[code]! : null);
const wordsOf = (verb: string, code: string): Label | null => {
  const own = Object.hasOwn(ofVerb, verb) ? ofVerb[verb as AuditVerb]! : {};
  return has(own, code) ?? has(short, code) ?? has(errorTexts, code);
};

/** The reason of a trace as a person reads it; what a person wrote stays as it is. */
export function traceReason(verb: string, reason: string, locale: Locale): string {
  return wordsOf(verb, reason)?.[locale].replace(/\{\w+\}/g, '…') ?? reason;
}

/** The codes whose words, in either language, hold what somebody looks for. */
export function traceReasonsLike(word: string): string[] {
  const wanted = word.toLowerCase();
  const all = [...Object.values(ofVerb), short, errorTexts].flatMap((words) => Object.entries(words as Words));
  const found = all.filter(([, { zh, en }]) => zh.includes(wanted) || en.toLowerCase().includes(wanted));
  return [...new Set(found.map(([code]) => code))];
}
