import { codeSet, type CodeSetName, type Locale } from '@dossier/shared';
import type * as Regions from '@dossier/shared/regions';
import { shallowRef } from 'vue';

/** One code with those below it, as a cascader wants them. */
export interface CodeNode {
  value: string;
  label: string;
  children?: CodeNode[];
  [extra: string]: unknown;
}

/** Regions are large, so they come on their own the first time one is shown. */
const regions = shallowRef<typeof Regions | null>(null);
let loading: Promise<unknown> | null = null;
function loadRegions(): Promise<unknown> {
  loading ??= import('@dossier/shared/regions').then((module) => {
    regions.value = module;
  });
  return loading;
}

/** The name of a code: 浙江省 杭州市 西湖区. The code itself stands in until its list has arrived. */
export function codeText(set: CodeSetName, code: string, locale: Locale): string {
  if (set !== 'region') return codeSet(set)?.label(code)?.[locale] ?? code;
  const known = regions.value;
  if (!known) {
    void loadRegions();
    return code;
  }
  // A filter holds the leading digits of a province or city.
  return known.regionText(code.padEnd(6, '0')).replaceAll(' / ', ' ') || code;
}

const regionNodes = (nodes: readonly Regions.RegionNode[]): CodeNode[] =>
  nodes.map(({ code, name, children }) => ({
    value: code,
    label: name,
    ...(children ? { children: regionNodes(children) } : {}),
  }));

const parentOf = (set: CodeSetName, code: string): string | null =>
  set === 'industry' && code.length > 1 ? code.slice(0, code.length <= 3 ? 1 : -1) : null;

/** A code set as a tree. A code whose parent is not listed hangs below the next one up. */
export async function codeTree(set: CodeSetName, locale: Locale): Promise<CodeNode[]> {
  if (set === 'region') {
    await loadRegions();
    return regionNodes(regions.value?.regionTree() ?? []);
  }
  const nodes = new Map<string, CodeNode>(
    [...(codeSet(set)?.entries() ?? [])].map(([code, label]) => [code, { value: code, label: label[locale] }]),
  );
  const roots: CodeNode[] = [];
  for (const [code, node] of nodes) {
    let parent = parentOf(set, code);
    while (parent && !nodes.has(parent)) parent = parentOf(set, parent);
    const above = parent ? nodes.get(parent) : undefined;
    if (above) (above.children ??= []).push(node);
    else roots.push(node);
  }
  return roots;
}
