import { z } from 'zod';
import type { OidcSettings } from '../auth/policy';

const text = z.string().trim();

/** Plain http only to this machine: a provider's answers decide who somebody is. */
const isIssuer = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
};

/** Single sign-on by OpenID Connect; off unless an issuer is given. */
export const oidcSettings = {
  DOSSIER_OIDC_ISSUER: text
    .refine(isIssuer, { message: 'must be an https:// address' })
    .optional()
    .describe('Address of the OpenID Connect provider; switches single sign-on on. Needs DOSSIER_PUBLIC_URL.')
    .meta({ zh: 'OpenID Connect 身份提供方地址，设置后启用单点登录；须同时设置 DOSSIER_PUBLIC_URL' }),
  DOSSIER_OIDC_CLIENT_ID: text
    .optional()
    .describe(
      'Client id that the provider gave; the redirect address there is <DOSSIER_PUBLIC_URL>/auth/oidc/callback.',
    )
    .meta({ zh: '身份提供方分配的客户端 ID；回调地址为 <DOSSIER_PUBLIC_URL>/auth/oidc/callback' }),
  DOSSIER_OIDC_CLIENT_SECRET: text
    .optional()
    .describe('Client secret that the provider gave.')
    .meta({ zh: '身份提供方分配的客户端密钥' }),
  DOSSIER_OIDC_SCOPE: text
    .default('openid profile email')
    .describe('Scopes asked of the provider.')
    .meta({ zh: '向身份提供方请求的 scope' }),
  DOSSIER_OIDC_CLAIM: text
    .default('preferred_username')
    .describe('Claim that is the user name here.')
    .meta({ zh: '与本系统用户名对应的 claim' }),
  DOSSIER_OIDC_LABEL: text
    .max(30)
    .optional()
    .describe('Word on the sign-in button, such as the name of the provider.')
    .meta({ zh: '登录按钮上的文字，如身份提供方名称' }),
  DOSSIER_OIDC_CREATE_ROLE: text
    .optional()
    .describe('Role of people who sign in for the first time; left out: only those with an account get in.')
    .meta({ zh: '首次单点登录时自动建号的角色；不设则只有已有账号的人能登录' }),
};

type Given = z.output<z.ZodObject<typeof oidcSettings>>;

/** Names of the settings that single sign-on lacks. */
export const missingForOidc = (env: Given, publicUrl: URL | null): string[] =>
  env.DOSSIER_OIDC_ISSUER
    ? [
        ...(env.DOSSIER_OIDC_CLIENT_ID ? [] : ['DOSSIER_OIDC_CLIENT_ID']),
        ...(env.DOSSIER_OIDC_CLIENT_SECRET ? [] : ['DOSSIER_OIDC_CLIENT_SECRET']),
        ...(publicUrl ? [] : ['DOSSIER_PUBLIC_URL']),
      ]
    : [];

/** Single sign-on as configured; null when it is not. */
export function toOidc(env: Given, publicUrl: URL | null): OidcSettings | null {
  if (!env.DOSSIER_OIDC_ISSUER || !publicUrl) return null;
  return {
    issuer: new URL(env.DOSSIER_OIDC_ISSUER),
    clientId: env.DOSSIER_OIDC_CLIENT_ID!,
    clientSecret: env.DOSSIER_OIDC_CLIENT_SECRET!,
    scope: env.DOSSIER_OIDC_SCOPE,
    claim: env.DOSSIER_OIDC_CLAIM,
    label: env.DOSSIER_OIDC_LABEL ?? null,
    createRole: env.DOSSIER_OIDC_CREATE_ROLE ?? null,
    redirectUri: new URL('/auth/oidc/callback', publicUrl).href,
  };
}
