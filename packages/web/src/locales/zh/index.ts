import type { auditLog } from './audit-log';
import type { backup } from './backup';
import { exporting } from './export';
import type { board } from './board';
import type { chart } from './chart';
import type { exportPage } from './export-page';
import type { dashboard } from './dashboard';
import { features } from './features';
import { history } from './history';
import type { importPage } from './import-page';
import { organisation } from './organisation';
import { records } from './records';
import type { schedule } from './schedule';
import { security } from './security';
import { shell } from './shell';
import { views } from './views';
import { work } from './work';
import type { workbench } from './workbench';

/** Every text of the console in Chinese but those of workbench, dashboard, charts, schedules, imports, backups and the log, which come with them; the shape that other languages follow. */
export const zh = {
  ...shell,
  ...records,
  ...features,
  ...security,
  ...work,
  ...organisation,
  ...exporting,
  ...history,
  ...views,
};

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
export type Messages = Texts<typeof zh> &
  Texts<typeof workbench> &
  Texts<typeof dashboard> &
  Texts<typeof schedule> &
  Texts<typeof board> &
  Texts<typeof exportPage> &
  Texts<typeof chart> &
  Texts<typeof auditLog> &
  Texts<typeof importPage> &
  Texts<typeof backup>;
