import type { Feature } from '../../feature';
import { userEntity } from './user.entity';

export const feature: Feature = { name: 'user', routes: [], entities: [userEntity] };
