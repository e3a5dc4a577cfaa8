import type { Feature } from '../../feature';
import { departmentEntity } from './department.entity';

export const feature: Feature = { name: 'department', entities: [departmentEntity], routes: [] };
