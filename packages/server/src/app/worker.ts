import type { App } from '../platform/context/context';
import { deliverDue, type Subscriber } from '../platform/outbox/deliver';

/** Work that goes on beside requests: events of the outbox are delivered about once a second, at once while there is a backlog. */
export function startWorker(
  app: App,
  subscribers: readonly Subscriber[],
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    const handled = await deliverDue(app, subscribers).catch((error: unknown) => {
      onError(error);
      return 0;
    });
    if (!stopped) timer = setTimeout(() => (running = turn()), handled > 0 ? 10 : 1000).unref();
  };
  running = turn();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
