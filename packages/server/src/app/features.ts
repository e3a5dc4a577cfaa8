import type { EntityDeclaration } from '../platform/query/model';
import { AccessExplanationResolver } from '../features/access-explanation/explanation.resolver';
import { Assessment, assessment, Scorecard, scorecard } from '../features/assessment/assessment.entity';
import { AssessmentResolver } from '../features/assessment/assessment.resolver';
import { ScorecardResolver } from '../features/assessment/scorecard.resolver';
import { AuditLogResolver } from '../features/audit-log/audit-log.resolver';
import { Change, change } from '../features/audit-log/change.entity';
import { BankAccount, bankAccount } from '../features/bank-account/bank-account.entity';
import { BankAccountResolver } from '../features/bank-account/bank-account.resolver';
import { BackupResolver, BackupRun, backupRun } from '../features/backup';
import { Collaborator, collaborator } from '../features/collaborator/collaborator.entity';
import { CollaboratorResolver } from '../features/collaborator/collaborator.resolver';
import { Contact, contact } from '../features/contact/contact.entity';
import { ContactResolver } from '../features/contact/contact.resolver';
import { Contract, contract, ContractItem, contractItem } from '../features/contract/contract.entity';
import { ContractTransitionResolver } from '../features/contract/contract-transition.resolver';
import { ContractResolver } from '../features/contract/contract.resolver';
import { Customer, customer } from '../features/customer/customer.entity';
import { CustomerResolver } from '../features/customer/customer.resolver';
import { ExportJob, exportJob, ExportResolver } from '../features/data-export';
import { ImportJob, importJob, ImportResolver, ImportRow, importRow } from '../features/data-import';
import { DemoResolver } from '../features/demo';
import { Dashboard, dashboard } from '../features/dashboard/dashboard.entity';
import { DashboardResolver } from '../features/dashboard/dashboard.resolver';
import { Department, department } from '../features/department/department.entity';
import { DepartmentResolver } from '../features/department/department.resolver';
import { EntityInfoResolver } from '../features/dictionary/entity-info.resolver';
import { Handover, handover, HandoverLine, handoverLine } from '../features/handover/handover.entity';
import { HandoverResolver } from '../features/handover/handover.resolver';
import { HistoryResolver } from '../features/history/history.resolver';
import { HomeResolver, ThingToLookAtResolver } from '../features/home';
import { RevealResolver } from '../features/reveal';
import { Role, role } from '../features/role/role.entity';
import { RoleResolver } from '../features/role/role.resolver';
import { QuerySchedule, querySchedule } from '../features/query-schedule/schedule.entity';
import { ScheduleResolver } from '../features/query-schedule/schedule.resolver';
import { SavedRevision, savedRevision } from '../features/saved/saved-revision.entity';
import { SavedQuery, savedQuery } from '../features/saved-query/saved-query.entity';
import { SavedQueryResolver } from '../features/saved-query/saved-query.resolver';
import { SavedView, savedView } from '../features/saved-view/saved-view.entity';
import { SavedViewResolver } from '../features/saved-view/saved-view.resolver';
import { SearchResolver } from '../features/search/search.resolver';
import {
  ApiToken,
  apiToken,
  ApiTokenResolver,
  DutiesResolver,
  SessionResolver,
  TotpResolver,
  User,
  user,
  UserResolver,
  ViewAsResolver,
  ViewerResolver,
} from '../features/user';

/** Every entity of the archive. */
export const entities: readonly EntityDeclaration[] = [
  user,
  department,
  role,
  customer,
  collaborator,
  handover,
  handoverLine,
  contact,
  bankAccount,
  contract,
  contractItem,
  scorecard,
  assessment,
  change,
  apiToken,
  importJob,
  importRow,
  exportJob,
  backupRun,
  savedView,
  savedQuery,
  querySchedule,
  dashboard,
  savedRevision,
];
/** Their graph types. */
export const entityTypes = [
  User,
  Department,
  Role,
  Customer,
  Collaborator,
  Handover,
  HandoverLine,
  Contact,
  BankAccount,
  Contract,
  ContractItem,
  Scorecard,
  Assessment,
  Change,
  ApiToken,
  ImportJob,
  ImportRow,
  ExportJob,
  BackupRun,
  SavedView,
  SavedQuery,
  QuerySchedule,
  Dashboard,
  SavedRevision,
];
/** Mutations and hand-written queries. */
export const resolvers = [
  AuditLogResolver,
  CustomerResolver,
  ContactResolver,
  BankAccountResolver,
  ContractResolver,
  ContractTransitionResolver,
  AssessmentResolver,
  ScorecardResolver,
  RevealResolver,
  EntityInfoResolver,
  SavedViewResolver,
  SavedQueryResolver,
  SearchResolver,
  ViewerResolver,
  UserResolver,
  DepartmentResolver,
  RoleResolver,
  CollaboratorResolver,
  HandoverResolver,
  AccessExplanationResolver,
  ViewAsResolver,
  ApiTokenResolver,
  DutiesResolver,
  SessionResolver,
  TotpResolver,
  ImportResolver,
  ExportResolver,
  ScheduleResolver,
  DashboardResolver,
  BackupResolver,
  DemoResolver,
  HistoryResolver,
  HomeResolver,
  ThingToLookAtResolver,
] as const;
