export { default as RecordTimeline } from './RecordTimeline.vue';
