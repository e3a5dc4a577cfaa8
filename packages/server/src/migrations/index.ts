import { CreateArchive1763769600000 } from './1763769600000-create-archive';

/** All steps, oldest first. A step is never edited once released; a change is a new step. */
export const migrations = [CreateArchive1763769600000];
