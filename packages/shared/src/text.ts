/** Text as it is compared: folding for search, and the forms of a company's name used to find duplicates. */

/** Folded form for `contains` and equality that ignores case and width: NFKC, lower case. Idempotent. */
export const fold = (text: string): string => {
  const once = text.normalize('NFKC').toLowerCase().normalize('NFKC');
  return once.toLowerCase().normalize('NFKC');
};

// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Surrogate}/u;

/** Whether the text holds what nobody can see or store: control characters, halves of surrogate pairs. */
export const hasControlCharacter = (text: string, multiline = false): boolean =>
  control.test(multiline ? text.replace(/[\r\n\t]/g, '') : text);

/** Text without blanks and invisible marks at both ends, line ends as `\n`. */
export const trimText = (text: string): string =>
  text
    .replace(
      /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/g,
      '',
    )
    .replace(/\r\n?/g, '\n');

/** Length as people count it (code points, not UTF-16 units). */
export const textLength = (text: string): number => [...text].length;

/** Name without width, case, space and middle-dot differences: `ＡＢＣ（中国） 公司` → `ABC(中国)公司`. */
export const normaliseName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s\p{Cf}·・•‧]/gu, '')
    .replace(/[【〔［]/g, '(')
    .replace(/[】〕］]/g, ')')
    .toUpperCase();

const legalSuffix = /(股份有限公司|有限责任公司|股份公司|有限公司|责任公司|集团公司|总公司|公司|集团|控股|股份)$/;
const branchSuffix = /\(?[^()]{0,12}(分公司|分行|支行|分店|分部|办事处|代表处)\)?$/;
const provinces =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门';
const provincePrefix = new RegExp(`^(?:${provinces})(?:省|市|维吾尔自治区|壮族自治区|回族自治区|自治区|特别行政区)?`);
const cityPrefix = /^(?:成都市|[\u4e00-\u9fff]{2,3}(?<![城超门都夜股上])市)/;
const countyPrefix = /^[\u4e00-\u9fff]{2,3}(?<![社园小景地片])(?:区|县|旗)/;
let knownPlaces: ReadonlySet<string> = new Set();

/** Gives `nameCore` the short names of cities (杭州, 深圳 …), which the region list knows. */
export const registerPlaceNames = (names: Iterable<string>): void => {
  knownPlaces = new Set(names);
};

/** A company name taken apart for duplicate search. */
export interface NameParts {
  norm: string;
  /** Trade name and industry: without leading region and legal form. */
  core: string;
  /** It is a branch (分公司, 支行 …): a different unit from its head office. */
  branch: boolean;
}

const shortest = 3;
const stripStart = (text: string, pattern: RegExp): string => {
  const rest = text.replace(pattern, '');
  return rest.length >= shortest ? rest : text;
};

function stripPlace(text: string): string {
  for (const length of [5, 4, 3, 2]) {
    if (text.length - length >= shortest && knownPlaces.has(text.slice(0, length))) return text.slice(length);
  }
  return text;
}

function stripLegalForm(text: string): string {
  let rest = text;
  for (;;) {
    const next = rest.replace(legalSuffix, '').replace(/\([^()]*\)$/, '');
    if (next === rest || next.length < 2) return rest;
    rest = next;
  }
}

/** Takes a company name apart. What is left after a region must still name something, else the region stays. */
export function nameParts(name: string): NameParts {
  const norm = normaliseName(name);
  const branch = branchSuffix.test(norm) && /(公司|银行|集团|店).+/.test(norm);
  const head = branch ? norm.replace(/^(.*?(?:公司|银行|集团)).*$/, '$1') : norm;
  let core = stripLegalForm(head);
  for (const pattern of [provincePrefix, cityPrefix, countyPrefix]) core = stripStart(core, pattern);
  core = stripPlace(core).replace(/[()]/g, '');
  return { norm, core: core || norm, branch };
}

/** The core of a name alone; the best key for finding duplicates. */
export const nameCore = (name: string): string => nameParts(name).core;
