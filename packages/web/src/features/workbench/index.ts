export { useWorkbenchTabs } from './tabs';
