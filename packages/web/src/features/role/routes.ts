import type { Feature } from '../../feature';
import { roleEntity } from './role.entity';

export const feature: Feature = { name: 'role', entities: [roleEntity], routes: [] };
