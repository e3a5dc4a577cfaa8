import { customerDeal } from '../features/contract/customer-deal.subscriber';
import type { SubscriberIndex } from '../platform/context/context';
import type { Subscriber } from '../platform/outbox/deliver';

/** Reactions of features to events of others. */
export const subscribers: readonly Subscriber[] = [customerDeal];

/** Event → names of those who want it, for the writers. */
export function subscribersOf(all: readonly Subscriber[] = subscribers): SubscriberIndex {
  const index = new Map<string, string[]>();
  for (const { name, events } of all) for (const event of events) index.set(event, [...(index.get(event) ?? []), name]);
  return index;
}
