/**
 * Administrative divisions GB/T 2260 down to the county, with Hong Kong, Macao and Taiwan. A separate entry, because the
 * table is large: the console loads it when it is needed. Importing this file registers the code set `region`.
 */
import { registerCodeSet, type CodeSet } from './codes';
import data from './data/regions.json';
import { label, type Label } from './dictionary';
import { fold, registerPlaceNames } from './text';

const current: Readonly<Record<string, string>> = data.current;
const abolished: Readonly<Record<string, string>> = data.abolished;

/** Rows that only group others (市辖区, 省直辖县级行政区划): real places hang from their parent instead. */
const grouping = /^(市辖区|县|.*直辖县级行政区划)$/;
const isGrouping = (code: string): boolean => code.endsWith('00') && grouping.test(current[code] ?? '');

/** Own name of a region, abolished ones too; null when the code is unknown. */
export const regionName = (code: string): string | null => current[code] ?? abolished[code] ?? null;
/** Whether the region no longer exists (its code stays valid in old papers). */
export const isAbolished = (code: string): boolean => code in abolished;

/** Codes of the places above and of the region itself: `['330000', '330100', '330106']`. */
export function regionPath(code: string): string[] {
  const path = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  return [...new Set(path)].filter((one) => regionName(one) !== null && !isGrouping(one));
}

/** Full name: `浙江省 / 杭州市 / 西湖区`. */
export const regionText = (code: string): string => regionPath(code).map(regionName).join(' / ');

/** One place of the tree a cascader shows. */
export interface RegionNode {
  code: string;
  name: string;
  children?: RegionNode[];
}

function grow(): RegionNode[] {
  const nodes = new Map<string, RegionNode>();
  const roots: RegionNode[] = [];
  for (const code of Object.keys(current).sort()) {
    if (isGrouping(code)) continue;
    const node: RegionNode = { code, name: current[code]! };
    nodes.set(code, node);
    const above = regionPath(code).at(-2);
    const parent = above === undefined ? undefined : nodes.get(above);
    if (parent) (parent.children ??= []).push(node);
    else roots.push(node);
  }
  return roots;
}

let tree: RegionNode[] | undefined;
/** Provinces with their cities and counties; abolished places are left out. */
export const regionTree = (): readonly RegionNode[] => (tree ??= grow());

const short = (name: string): string =>
  name.length > 2 ? name.replace(/(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|地区|盟)$/, '') : name;

/** Names people write for a code: `浙江省杭州市西湖区`, `浙江杭州西湖区`, `杭州市西湖区` … */
function namesOf(code: string): string[] {
  const names = regionPath(code).map((one) => regionName(one) ?? '');
  const own = names.at(-1)!;
  const tails = names.map((_, i) => names.slice(i));
  return [
    ...tails.flatMap((tail) => [tail.join(''), [...tail.slice(0, -1).map(short), own].join('')]),
    ...tails.map((tail) => tail.map(short).join('')),
  ];
}

let byName: Map<string, string | null> | undefined;
function index(): Map<string, string | null> {
  const map = new Map<string, string | null>();
  // Provinces and cities come first, so that 吉林 is the province and 吉林市 the city.
  const codes = Object.keys(current).filter((code) => !isGrouping(code));
  const rank = (code: string): number => (code.endsWith('0000') ? 0 : code.endsWith('00') ? 1 : 2);
  for (const code of codes.sort((a, b) => rank(a) - rank(b))) {
    for (const name of new Set(namesOf(code))) {
      const known = map.get(name);
      if (known === undefined) map.set(name, code);
      // 鼓楼区 alone means several places: no guess.
      else if (known === null || (rank(known) === rank(code) && known !== code)) map.set(name, null);
    }
  }
  return map;
}

/** The region a text means: a 6-digit code or a name with or without the places above it. Null when open. */
export function findRegion(text: string): string | null {
  const flat = fold(text).replace(/[\s/\\,，、|>\-·]/g, '');
  if (/^\d{6}$/.test(flat)) return regionName(flat) === null ? null : flat;
  byName ??= index();
  // 北京市北京市朝阳区, 北京市市辖区东城区: municipalities are often written twice.
  const once = flat.replace(/^(.{2,3}市)\1/, '$1').replace(/市辖区(?=.)/, '');
  return byName.get(once) ?? null;
}

/** The code set of regions. */
export const regionSet: CodeSet = {
  has: (code) => regionName(code) !== null,
  label(code): Label | null {
    return regionName(code) === null ? null : label(regionText(code), regionText(code));
  },
  find: findRegion,
  *entries() {
    for (const code of Object.keys(current))
      if (!isGrouping(code)) yield [code, label(current[code]!, current[code]!)] as const;
  },
};

/** Names of cities with and without 市. Prefectures are left out: 阿里 is also how other names begin. */
const cityNames = (): string[] =>
  Object.entries(current).flatMap(([code, name]) =>
    code.endsWith('00') && name.endsWith('市') ? [name, short(name)] : [],
  );

/** Makes `region` codes checkable and city names known to the duplicate search. Runs on import; harmless to repeat. */
export function registerRegions(): void {
  registerCodeSet('region', regionSet);
  registerPlaceNames(cityNames());
}

registerRegions();
