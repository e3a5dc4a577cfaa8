import { CreateArchive1763769600000 } from './1763769600000-create-archive';
import { CreateSignIn1763769700000 } from './1763769700000-create-sign-in';

/** All steps, oldest first. A step is never edited once released; a change is a new step. */
export const migrations = [CreateArchive1763769600000, CreateSignIn1763769700000];
