import type { Scoring } from '@dossier/shared';
import { createContext, type App } from '../../platform/context/context';
import { loadValues } from '../../platform/db/stored';
import { createMany } from '../../platform/db/write';
import { inTransaction } from '../../platform/db/transaction';
import { ensureDefaultScorecard } from '../assessment/scorecard.service';
import { demoUsers, ensureDemoUsers, findUserId } from '../user';
import { salesPeople } from './data/people';
import { ensureDemoOrganisation } from './organisation';
import type { Staff } from './world';

export interface Setting {
  staff: Staff;
  scorecardId: string;
  scoring: Scoring;
}

/** People and scorecard that invented records refer to; made where they are missing. */
export async function prepareSetting(app: App): Promise<Setting> {
  await ensureDemoUsers(app);
  const ctx = createContext(app, { actor: null, requestId: 'demo' });
  return inTransaction(ctx, async (tx) => {
    const idOf = async (userName: string): Promise<string> => (await findUserId(tx, userName)) ?? '';
    const missing: string[] = [];
    for (const [userName] of salesPeople) if (!(await findUserId(tx, userName))) missing.push(userName);
    await createMany(
      tx,
      tx.models.get('User'),
      salesPeople
        .filter(([userName]) => missing.includes(userName))
        .map(([userName, name]) => ({ userName, name, roles: ['SALES'], active: true })),
    );
    const named = (role: string) => idOf(demoUsers.find((user) => user.roles.includes(role))!.userName);
    const sales = [await named('SALES')];
    for (const [userName] of salesPeople) sales.push(await idOf(userName));
    const others = [await idOf('analyst'), await idOf('auditor'), await idOf('credit'), await idOf('security')];
    await ensureDemoOrganisation(tx, {
      administrator: await named('ADMINISTRATOR'),
      manager: await named('MANAGER'),
      others: others.filter(Boolean),
      sales,
    });
    const scorecardId = await ensureDefaultScorecard(tx);
    const card = scorecardId && (await loadValues(tx, tx.models.get('Scorecard'), [scorecardId])).get(scorecardId);
    if (!card) throw new Error('demo data needs a published scorecard');
    return {
      staff: { administrator: await named('ADMINISTRATOR'), manager: await named('MANAGER'), sales },
      scorecardId: scorecardId!,
      scoring: card as unknown as Scoring,
    };
  });
}
