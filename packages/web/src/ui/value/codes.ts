import { codeSet, type CodeSetName, type Label, type Locale } from '@dossier/shared';
import { shallowRef, triggerRef } from 'vue';

/** One code with those below it, as a cascader wants them. */
export interface CodeNode {
  value: string;
  label: string;
  children?: CodeNode[];
  [extra: string]: unknown;
}

const arrived = shallowRef(0);
let regions: Promise<unknown> | null = null;

/** Regions are large, so they come on their own the first time one is shown. */
export async function ensureCodes(set: CodeSetName): Promise<void> {
  if (set !== 'region') return;
  regions ??= import('@dossier/shared/regions').then(() => {
    arrived.value += 1;
    triggerRef(arrived);
  });
  await regions;
}

/** The name of a code, with the code itself until its list has arrived. */
export function codeText(set: CodeSetName, code: string, locale: Locale): string {
  void arrived.value;
  const known = codeSet(set);
  if (!known) {
    void ensureCodes(set);
    return code;
  }
  if (set === 'region') return regionPath(code, locale);
  return known.label(code)?.[locale] ?? code;
}

/** 浙江省 杭州市 西湖区; the placeholder level of the four municipalities is left out. */
function regionPath(code: string, locale: Locale): string {
  const set = codeSet('region');
  const levels = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  const names = [...new Set(levels)].map((level) => set?.label(level)?.[locale]).filter((name): name is string => !!name);
  const telling = names.filter((name) => !/^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name));
  return telling.join(' ') || code;
}

const parentOf = (set: CodeSetName, code: string): string | null => {
  if (set === 'industry') return code.length === 1 ? null : code.slice(0, code.length <= 3 ? 1 : -1);
  if (set !== 'region' || code.endsWith('0000')) return null;
  return code.endsWith('00') ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
};

/** A code set as a tree. A code whose parent is not listed hangs below the next one up. */
export async function codeTree(set: CodeSetName, locale: Locale): Promise<CodeNode[]> {
  await ensureCodes(set);
  const entries: readonly (readonly [string, Label])[] = [...(codeSet(set)?.entries() ?? [])];
  const nodes = new Map<string, CodeNode>(entries.map(([code, label]) => [code, { value: code, label: label[locale] }]));
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
