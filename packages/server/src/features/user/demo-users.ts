import { addDays } from '@dossier/shared';
import { derivedSecret, hashPassword, hashSecret } from '../../platform/auth';
import { createContext, type App } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { findActor } from './actor.store';
import { insertToken } from './api-token.service';
import { findCredential } from './credential.store';
import { insertUser, findUserId } from './user.service';

export interface DemoUser {
  userName: string;
  name: string;
  roles: readonly string[];
}

/** The people of the demo; they exist in demo mode only. */
export const demoUsers: readonly DemoUser[] = [
  { userName: 'admin', name: '系统管理员', roles: ['ADMINISTRATOR'] },
  { userName: 'manager', name: '王经理', roles: ['MANAGER'] },
  { userName: 'sales', name: '李销售', roles: ['SALES'] },
  { userName: 'credit', name: '赵信贷', roles: ['CREDIT_OFFICER'] },
  { userName: 'analyst', name: '陈分析', roles: ['ANALYST'] },
  { userName: 'auditor', name: '周审计', roles: ['AUDITOR'] },
  { userName: 'security', name: '吴安全', roles: ['SECURITY'] },
];
export const demoPassword = 'dossier-demo';
const tokenOwner = 'analyst';
const tokenDays = 30;

/** Creates the demo people that do not exist yet. */
export async function ensureDemoUsers(app: App): Promise<void> {
  const ctx = createContext(app, { actor: null, requestId: 'demo' });
  const missing: DemoUser[] = [];
  for (const user of demoUsers) if (!(await findUserId(ctx, user.userName))) missing.push(user);
  if (missing.length === 0) return;
  const passwordHash = await hashPassword(demoPassword);
  await inTransaction(ctx, async (tx) => {
    for (const user of missing) await insertUser(tx, user, { passwordHash, mustChange: false, demo: true });
  });
}

/** A token of the demo analyst for the example printed at start: the same at every start, made from the installation's key. */
export async function ensureDemoToken(app: App): Promise<string | null> {
  const ctx = createContext(app, { actor: null, requestId: 'demo' });
  const credential = await findCredential(app.db.read, tokenOwner);
  // a real person may bear the name
  if (!credential?.demo) return null;
  const expiresOn = addDays(app.clock.today(), tokenDays);
  // named by a month, so that an expired one is followed by another
  const secret = `dos_${derivedSecret(app.cursorKey, `demo token ${expiresOn.slice(0, 7)}`)}`;
  const [known] = await app.db.read.query<{ revoked_at: string | null }>(
    'SELECT t.revoked_at FROM api_token_secret x JOIN api_token t ON t.id = x.token_id WHERE x.secret_hash = ?',
    [hashSecret(secret)],
  );
  if (known) return known.revoked_at ? null : secret;
  const actor = await findActor(app.db.read, credential.userId, 'cli');
  await inTransaction({ ...ctx, actor }, (tx) => insertToken(tx, { name: '演示示例', expiresOn, secret }));
  return secret;
}
