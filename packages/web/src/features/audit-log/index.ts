export { revealsOfLate } from './links';
