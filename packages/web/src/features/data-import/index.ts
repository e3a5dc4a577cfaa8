export { useSamples } from './sample';
