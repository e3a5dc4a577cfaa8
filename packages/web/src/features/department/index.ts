export { departmentOptions } from './departmentOptions';
