/** What the operator decided about signing in. */
export interface SignInPolicy {
  /** Codes of the roles that must use a second factor. */
  totpRoles: ReadonlySet<string>;
  /** Single sign-on by OpenID Connect; null when it is not configured. */
  oidc: OidcSettings | null;
}

export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** The claim that is the user name here. */
  claim: string;
  /** Word on the button; null: the console's own. */
  label: string | null;
  /** Role of people who sign in for the first time; null: they must have an account. */
  createRole: string | null;
  /** Where the provider sends people back to. */
  redirectUri: string;
}

/** Passwords alone. */
export const passwordsOnly: SignInPolicy = { totpRoles: new Set(), oidc: null };
