export { SAMPLE_URL } from './sample';
