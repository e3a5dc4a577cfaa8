export { endSessionCookie, sessionCookie, sessionCookieText } from './cookie';
export { forgetEverybody, forgetSecret, forgetUser, identify, type Identity, type IdentityStore } from './identity';
export { hashPassword, verifyPassword, warmUpPasswords } from './password';
export { assertScopes } from './scopes';
export { derivedSecret, hashSecret, newPassword, newSecret } from './secret';
