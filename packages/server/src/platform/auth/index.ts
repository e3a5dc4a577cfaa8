export { endSessionCookie, sessionCookie, sessionCookieText } from './cookie';
export { deviceOf, type Device } from './device';
export { forgetEverybody, forgetSecret, forgetUser, identify, type Identity, type IdentityStore } from './identity';
export { hashPassword, verifyPassword, warmUpPasswords } from './password';
export { passwordsOnly, type OidcSettings, type SignInPolicy } from './policy';
export { assertScopes } from './scopes';
export { openSealed, sealText } from './seal';
export { derivedSecret, hashSecret, newPassword, newSecret } from './secret';
export { base32, newTotpSecret, readCode, stepOfCode, totpUri } from './totp';
