import { bears, findActor } from '../features/user';
import { createContext, type App, type RequestContext } from '../platform/context/context';
import { UsageError } from './command';

/** The command acts as this person, with their rights. */
export async function actAs(app: App, userName: string): Promise<RequestContext> {
  const [row] = await app.db.read.query<{ id: string }>('SELECT id FROM user_account WHERE live_user_name = ?', [
    userName.trim().toLowerCase(),
  ]);
  const actor = row && (await findActor(app.db.read, row.id, 'cli'));
  if (!actor) throw new UsageError(`没有用户 · no such user: ${userName}`);
  return createContext(app, { actor, requestId: 'cli' });
}

/** The command acts as the first administrator: whoever may run commands on the server has all rights anyway. */
export async function actAsAdministrator(app: App): Promise<RequestContext> {
  const [row] = await app.db.read.query<{ id: string }>(
    `SELECT u.id FROM user_account u WHERE ${bears('ADMINISTRATOR')} AND u.active = 1 AND u.deleted_at IS NULL ORDER BY u.created_at, u.id LIMIT 1`,
  );
  const actor = row && (await findActor(app.db.read, row.id, 'cli'));
  if (!actor) throw new UsageError('还没有系统管理员，请用 --user 指定 · there is no administrator yet, give --user');
  return createContext(app, { actor, requestId: 'cli' });
}
