import { start } from './app/start';

export { start };

// run directly (container, development); `npm start` loads this file and calls start itself
if (require.main === module) void start();
