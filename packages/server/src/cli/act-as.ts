import { scopesOf, wholeReach, type RoleName } from '@dossier/shared';
import { createContext, type Actor, type App, type RequestContext } from '../platform/context/context';
import { UsageError } from './command';

interface Person {
  id: string;
  name: string;
  user_name: string;
  role: RoleName;
}

/** The command acts as this person, with their rights. */
export async function actAs(app: App, userName: string): Promise<RequestContext> {
  const [row] = await app.db.read.query<Person>(
    'SELECT id, name, user_name, role FROM user_account WHERE live_user_name = ?',
    [userName.trim().toLowerCase()],
  );
  if (!row) throw new UsageError(`没有用户 · no such user: ${userName}`);
  return contextOf(app, row);
}

/** The command acts as the first administrator: whoever may run commands on the server has all rights anyway. */
export async function actAsAdministrator(app: App): Promise<RequestContext> {
  const [row] = await app.db.read.query<Person>(
    "SELECT id, name, user_name, role FROM user_account WHERE role = 'ADMINISTRATOR' AND active = 1 AND deleted_at IS NULL ORDER BY created_at, id LIMIT 1",
  );
  if (!row) throw new UsageError('还没有系统管理员，请用 --user 指定 · there is no administrator yet, give --user');
  return contextOf(app, row);
}

function contextOf(app: App, { id, name, user_name: userName, role }: Person): RequestContext {
  const actor: Actor = {
    userId: id,
    name,
    userName,
    role,
    scopes: scopesOf(role),
    reach: wholeReach,
    fieldRights: new Map(),
    via: 'cli',
  };
  return createContext(app, { actor, requestId: 'cli' });
}
