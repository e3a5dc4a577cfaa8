import type { Messages } from '../zh';
import { auditLog } from './audit-log';
import { backup } from './backup';
import { board } from './board';
import { exporting } from './export';
import { chart } from './chart';
import { dashboard } from './dashboard';
import { features } from './features';
import { history } from './history';
import { importPage } from './import-page';
import { organisation } from './organisation';
import { records } from './records';
import { schedule } from './schedule';
import { security } from './security';
import { shell } from './shell';
import { views } from './views';
import { work } from './work';
import { workbench } from './workbench';

/** Every text of the console in English. */
export const en: Messages = {
  ...shell,
  ...records,
  ...features,
  ...security,
  ...work,
  ...organisation,
  ...backup,
  ...exporting,
  ...history,
  ...views,
  ...workbench,
  ...dashboard,
  ...schedule,
  ...board,
  ...chart,
  ...auditLog,
  import: { ...features.import, ...importPage.import },
};
