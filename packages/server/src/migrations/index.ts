import { CreateArchive1763769600000 } from './1763769600000-create-archive';
import { CreateSignIn1763769700000 } from './1763769700000-create-sign-in';
import { ContractItemsRevision1763769800000 } from './1763769800000-contract-items-revision';
import { CreateImports1763769900000 } from './1763769900000-create-imports';
import { CreateDemoSeed1763770000000 } from './1763770000000-create-demo-seed';
import { IndexHome1763770100000 } from './1763770100000-index-home';
import { DeferDemoIndexes1763770200000 } from './1763770200000-defer-demo-indexes';
import { IndexRelations1763770300000 } from './1763770300000-index-relations';
import { SearchFormat1763770400000 } from './1763770400000-search-format';
import { AuditLog1763770400001 } from './1763770400001-audit-log';
import { CreateOrganisation1763770500000 } from './1763770500000-create-organisation';
import { CreateHandover1763770500001 } from './1763770500001-create-handover';
import { Secrets1763770600000 } from './1763770600000-secrets';
import { SignInSecurity1763770700000 } from './1763770700000-sign-in-security';
import { CreateBackups1763770800000 } from './1763770800000-create-backups';
import { CreateSaved1763770900000 } from './1763770900000-create-saved';
import { LinkIdentities1763771000000 } from './1763771000000-link-identities';
import { IndexFigures1763771100000 } from './1763771100000-index-figures';
import { CreateExports1763771200000 } from './1763771200000-create-exports';
import { CreateSchedules1763771300000 } from './1763771300000-create-schedules';
import { CreateDashboards1763771400000 } from './1763771400000-create-dashboards';
import { ScheduleList1763771500000 } from './1763771500000-schedule-list';
import { ScheduleExtent1763771600000 } from './1763771600000-schedule-extent';
import { IndexAssessments1763771700000 } from './1763771700000-index-assessments';

/** All steps, oldest first. A step is never edited once released; a change is a new step. */
export const migrations = [
  CreateArchive1763769600000,
  CreateSignIn1763769700000,
  ContractItemsRevision1763769800000,
  CreateImports1763769900000,
  CreateDemoSeed1763770000000,
  IndexHome1763770100000,
  DeferDemoIndexes1763770200000,
  IndexRelations1763770300000,
  SearchFormat1763770400000,
  AuditLog1763770400001,
  CreateOrganisation1763770500000,
  CreateHandover1763770500001,
  Secrets1763770600000,
  SignInSecurity1763770700000,
  CreateBackups1763770800000,
  CreateSaved1763770900000,
  LinkIdentities1763771000000,
  IndexFigures1763771100000,
  CreateExports1763771200000,
  CreateSchedules1763771300000,
  CreateDashboards1763771400000,
  ScheduleList1763771500000,
  ScheduleExtent1763771600000,
  IndexAssessments1763771700000,
];
