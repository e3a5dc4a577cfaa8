export { default as SecretValue } from './SecretValue.vue';
