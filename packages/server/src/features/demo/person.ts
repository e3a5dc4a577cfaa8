import { femaleGiven, maleGiven, surnames } from './data/people';
import { chooser, type Random } from './random';

export interface Person {
  name: string;
  gender: 'MALE' | 'FEMALE';
  /** Pinyin of the surname, for mail addresses. */
  pinyin: string;
}

const chooseSurname = chooser(surnames);

export function inventPerson(random: Random): Person {
  const [surname, pinyin] = chooseSurname(random);
  const gender = random.chance(0.58) ? 'MALE' : 'FEMALE';
  return { name: surname + random.pick(gender === 'MALE' ? maleGiven : femaleGiven), gender, pinyin };
}

/** Prefixes that no operator holds: an invented number rings nowhere. */
const unassigned = ['160', '161', '163', '164', '168', '169'] as const;
export const inventMobile = (random: Random): string => random.pick(unassigned) + random.digits(8);

/** A fixed line with the dialling code of a city. */
export const inventLandline = (dialling: string, random: Random): string => `${dialling}-5550${random.digits(4)}`;
