import {
  apiTokenFields,
  dashboardFields,
  handoverLineFields,
  label,
  queryScheduleFields,
  savedQueryFields,
  savedRevisionFields,
  savedViewFields,
} from '@dossier/shared';
import { tellAs } from '../../ui/record/changeText';
import { useViewWords } from './view-words';

/** What has no list of records of its own stands in the log all the same. */
tellAs('ApiToken', label('访问令牌', 'API token'), apiTokenFields);
tellAs('BackupRun', label('备份', 'Backup'));
tellAs('Dashboard', label('看板', 'Board'), dashboardFields);
tellAs('ExportJob', label('导出', 'Export'));
tellAs('HandoverLine', label('交接清单', 'Hand-over line'), handoverLineFields);
tellAs('QuerySchedule', label('定时任务', 'Schedule'), queryScheduleFields);
tellAs('SavedQuery', label('查询', 'Saved query'), savedQueryFields);
tellAs('SavedRevision', label('历史版本', 'Version'), savedRevisionFields);
tellAs('SavedView', label('视图', 'Saved view'), savedViewFields, useViewWords);
