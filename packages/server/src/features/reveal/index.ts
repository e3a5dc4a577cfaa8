export { revealAlarms, type RevealAlarm } from './reveal-alarms';
export { RevealResolver } from './reveal.resolver';
