import { dayStart } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { exposeId } from '../../platform/query/model';
import type { DraftEnvironment } from './row-draft';

/** What rows are read against: the people who may own customers, and the business time zone. */
export async function draftEnvironment(
  ctx: RequestContext,
  timeZone: string,
  date1904: boolean,
): Promise<{ environment: DraftEnvironment; /** Names by raw id. */ users: ReadonlyMap<string, string> }> {
  const people = await ctx.connection.query<{ id: string; name: string; user_name: string }>(
    'SELECT id, name, user_name FROM user_account WHERE deleted_at IS NULL AND active = 1',
  );
  const byWord = new Map<string, string | null>();
  for (const { id, name, user_name: userName } of people) {
    // A name that two people bear decides nothing.
    for (const word of new Set([name.toLowerCase(), userName.toLowerCase()]))
      byWord.set(word, byWord.has(word) ? null : id);
  }
  const user = ctx.models.get('User');
  const findUser = (text: string): string | null => {
    const id = byWord.get(text.toLowerCase());
    return id ? exposeId(user, id) : null;
  };
  const toInstant = (date: string, time: string | null): string => {
    const [hours = 0, minutes = 0] = (time ?? '0:0').split(':').map(Number);
    return new Date(dayStart(date, timeZone).getTime() + (hours * 60 + minutes) * 60_000).toISOString();
  };
  return { environment: { date1904, findUser, toInstant }, users: new Map(people.map(({ id, name }) => [id, name])) };
}
