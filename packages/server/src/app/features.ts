import type { EntityDeclaration } from '../platform/query/model';
import { assessment, scorecard } from '../features/assessment/assessment.entity';
import { change } from '../features/audit-log/change.entity';
import { contact } from '../features/contact/contact.entity';
import { contract, contractItem } from '../features/contract/contract.entity';
import { customer } from '../features/customer/customer.entity';
import { user } from '../features/user/user.entity';

/** Every entity of the archive. */
export const entities: readonly EntityDeclaration[] = [user, customer, contact, contract, contractItem, scorecard, assessment, change];
