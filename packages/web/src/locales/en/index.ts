import type { Messages } from '../zh';
import { features } from './features';
import { organisation } from './organisation';
import { records } from './records';
import { security } from './security';
import { shell } from './shell';
import { work } from './work';

/** Every text of the console in English. */
export const en: Messages = { ...shell, ...records, ...features, ...security, ...work, ...organisation };
