import { creditCheckCharacter, organisationCheckCharacter } from '@dossier/shared';
import { regionTree } from '@dossier/shared/regions';
import { cityLines, provinceNames } from './data/places';
import { firstCharacters, secondCharacters, trades, type Trade } from './data/trades';
import { chooser, type Random, type Weighted } from './random';

export interface City {
  /** First four digits of GB/T 2260. */
  code: string;
  name: string;
  dialling: string;
  districts: readonly string[];
}
/** Legal form: registration type, ownership, ending of the name, type of customer. */
export interface LegalForm {
  registrationType: string;
  ownership: string;
  ending: string;
  type: string;
}
export interface Company {
  city: City;
  /** Six digits. */
  region: string;
  trade: Trade;
  /** 字号 and its pinyin. */
  tradeName: string;
  pinyin: string;
  form: LegalForm;
  name: string;
  shortName: string;
  creditCode: string;
}

const form = (registrationType: string, ownership: string, ending = '有限公司', type = 'ENTERPRISE'): LegalForm => ({
  registrationType,
  ownership,
  ending,
  type,
});
const forms: Weighted<LegalForm> = [
  [form('112', 'PRIVATE'), 62],
  [form('119', 'PRIVATE'), 12],
  [form('119', 'STATE_OWNED'), 4],
  [form('121', 'JOINT_STOCK', '股份有限公司'), 5],
  [form('129', 'JOINT_STOCK', '股份有限公司'), 3],
  [form('111', 'STATE_OWNED', '集团有限公司'), 2],
  [form('112', 'PRIVATE', '集团有限公司'), 2],
  [form('310', 'FOREIGN'), 4],
  [form('310', 'JOINT_VENTURE'), 2],
  [form('210', 'HK_MACAO_TAIWAN'), 3],
  [form('132', 'COLLECTIVE', '有限责任公司'), 1],
];
const chooseForm = chooser(forms);

let cities: ((random: Random) => City) | undefined;
/** Cities weighted by their economy, with their districts from the region list. */
function chooseCity(random: Random): City {
  cities ??= chooser(
    cityLines
      .trim()
      .split('\n')
      .map((line): readonly [City, number] => {
        const [code = '', name = '', dialling = '', weight = ''] = line.split('|');
        return [{ code, name, dialling, districts: districtsOf(code) }, Number(weight)];
      }),
  );
  return cities(random);
}

/** Codes below a city; of a city without districts its own. */
function districtsOf(code: string): string[] {
  const below: string[] = [];
  const walk = (nodes: ReturnType<typeof regionTree>): void => {
    for (const node of nodes) {
      if (node.children) walk(node.children);
      else if (node.code.startsWith(code)) below.push(node.code);
    }
  };
  walk(regionTree());
  return below;
}

const cores = firstCharacters.length * secondCharacters.length * trades.length;
// a prime that divides none of the three lengths: the steps visit every core before one comes again
const STRIDE = 7_368_787;

/** Trade name and trade of an index; no two indexes below a million share both. */
export function coreOf(index: number): { tradeName: string; pinyin: string; trade: Trade } {
  const at = (index * STRIDE + 424_243) % cores;
  const pair = Math.floor(at / trades.length);
  const [first, firstPinyin] = firstCharacters[pair % firstCharacters.length]!;
  const [second, secondPinyin] = secondCharacters[Math.floor(pair / firstCharacters.length)]!;
  return { tradeName: first + second, pinyin: firstPinyin + secondPinyin, trade: trades[at % trades.length]! };
}

/** A likely double of an earlier customer turns up now and then, as in every real archive. */
const doubleOf = (index: number): number => (index % 1499 === 700 ? index - 3 : index);

const codeSet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/**
 * A valid credit code that nobody holds: the organisation code inside begins with DM, a series that is not issued. The rest of it
 * counts through the index, scattered, so that no two are equal.
 */
export function creditCodeOf(index: number, region: string): string {
  let rest = (index * 48_271 + 104_729) % codeSet.length ** 6;
  let organisation = '';
  while (organisation.length < 6) {
    organisation = codeSet[rest % codeSet.length]! + organisation;
    rest = Math.floor(rest / codeSet.length);
  }
  organisation = `DM${organisation}`;
  const code = `91${region}${organisation}${organisationCheckCharacter(organisation)}`;
  return code + creditCheckCharacter(code);
}

/** What people call it: 恒信机械, 恒信精密, 恒信. */
export const shortNameOf = (tradeName: string, word: string): string =>
  tradeName + (word.length % 2 === 0 ? word.slice(0, 2) : '');

/** Who a customer is on its papers. */
export function companyOf(index: number, random: Random): Company {
  const city = chooseCity(random);
  const region = random.pick(city.districts);
  const { tradeName, pinyin, trade } = coreOf(doubleOf(index));
  const legal = chooseForm(random);
  const province = provinceNames[city.code.slice(0, 2)]!;
  const place = legal.ending.startsWith('集团') || random.chance(0.22) ? province : city.name;
  const behind = place === city.name && random.chance(0.12);
  const core = tradeName + trade.word;
  const name = behind ? `${core}（${place}）${legal.ending}` : place + core + legal.ending;
  return {
    city,
    region,
    trade,
    tradeName,
    pinyin,
    form: legal,
    name,
    shortName: shortNameOf(tradeName, trade.word),
    creditCode: creditCodeOf(index, region),
  };
}
