export { ownerOptions } from './ownerOptions';
