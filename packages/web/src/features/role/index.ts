export { default as RolePicker } from './RolePicker.vue';
export { useRoleNames } from './useRoleNames';
