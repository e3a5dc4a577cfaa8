import { traceReason, traceReasonsLike } from './audit-reason';

describe('reasons of traces', () => {
  it('codes are words, by what was done', () => {
    expect(traceReason('SIGN_IN', 'PASSWORD', 'zh')).toBe('用密码登录');
    expect(traceReason('SIGN_IN', 'SSO', 'en')).toBe('by single sign-on');
    expect(traceReason('SIGN_IN_FAILED', 'BAD_CREDENTIALS', 'en')).not.toMatch(/_/);
    expect(traceReason('BACKUP', 'STORAGE_FULL', 'zh')).not.toMatch(/_/);
    expect(traceReason('REVEAL', 'REVEAL_LIMIT', 'zh')).toBe('超过一小时内查看敏感信息的次数');
  });
  it('what a person wrote stays', () => {
    expect(traceReason('UPDATE', 'PASSWORD', 'zh')).toBe('PASSWORD');
    expect(traceReason('REVEAL', '付款前核对', 'en')).toBe('付款前核对');
    expect(traceReason('constructor', 'toString', 'en')).toBe('toString');
  });
  it('is found by its words', () => {
    expect(traceReasonsLike('密码登录')).toContain('PASSWORD');
    expect(traceReasonsLike('Single Sign-on')).toContain('SSO');
    expect(traceReasonsLike('没有这样的话')).toEqual([]);
  });
});
