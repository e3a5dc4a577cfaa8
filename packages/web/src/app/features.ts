import type { CreateEntry, Feature, MenuEntry } from '../feature';
import { registerEntity } from '../graph/entity';
import type { RelatedList } from '../ui/related';

const modules = import.meta.glob<{ feature: Feature }>('../features/*/routes.ts', { eager: true });

/** Every feature, found by its folder. */
export const features: readonly Feature[] = Object.values(modules).map((module) => module.feature);

features.forEach((feature) => feature.entities?.forEach(registerEntity));

const byOrder = (a: { order: number }, b: { order: number }): number => a.order - b.order;

export const menuEntries: readonly MenuEntry[] = features.flatMap((feature) => feature.menu ?? []).sort(byOrder);
export const createEntries: readonly CreateEntry[] = features.flatMap((feature) => feature.create ?? []).sort(byOrder);

export const relatedLists: readonly RelatedList[] = features.flatMap((feature) => feature.related ?? []);

/** The page of a record, or null when its entity has none. */
export function pageOf(type: string, id: string): string | null {
  for (const feature of features) {
    const path = feature.pages?.[type];
    if (path) return path(id);
  }
  return null;
}
