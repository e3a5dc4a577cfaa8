import type { Values } from '../../platform/db/columns';
import { sealValue, secretsOf } from '../../platform/secret/seal-values';
import type { SealedSecret } from '../../platform/secret/sealed-secret';
import type { Company } from './company';
import { RecordHistory } from './history';
import type { Life } from './life';
import { chooser, type Random } from './random';
import { recordId } from './record-id';
import { randomOf, type World } from './world';

/** What is needed of a customer. */
interface Holder {
  index: number;
  id: string;
  life: Life;
  company: Company;
  owner: string;
  created: number;
  values: Values;
}

/** Banks that do not exist; a branch is named by the customer's city. */
const banks = ['示例银行', '样例商业银行', '演示农商银行', '范例城市银行', '试点发展银行'];
const choosePurpose = chooser([
  ['GENERAL', 70],
  ['SPECIAL', 20],
  ['TEMPORARY', 10],
] as const);

/** The character that makes a sum come out right, found by trying. */
const luhnDigit = (digits: string): string => {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const figure = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (figure > 9 ? figure - 9 : figure);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const identityCheck = (digits: string): string =>
  '10X98765432'[weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0) % 11]!;

/** An account number with a valid check digit; no bank begins its numbers with 99. */
export function inventAccountNumber(random: Random): string {
  const digits = `99${random.digits(16)}`;
  return digits + luhnDigit(digits);
}

/** An identity number with a valid check character; 99 is no province, so it is nobody's. */
export function inventIdentityNumber(random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const born = `${random.int(1958, 1992)}${two(random.int(1, 12))}${two(random.int(1, 28))}`;
  const digits = `99${random.digits(4)}${born}${random.digits(3)}`;
  return digits + identityCheck(digits);
}

function sealed({ models, secrets }: World, entity: string, name: string, id: string, plain: string): SealedSecret {
  const model = models.get(entity);
  const field = secretsOf(model).find(([key]) => key === name)!;
  return sealValue(secrets, model, field, { id, plain });
}

const trades = ({ life }: Holder): boolean => life.stage === 'COOPERATING' || life.stage === 'PAUSED';

/** The papers of the legal representative, of one customer in three that one trades with. */
export function identityOf(world: World, outline: Holder): Values {
  const random = randomOf(world, outline.index, 'identityNumber');
  if (!trades(outline) || !random.chance(0.34)) return {};
  return {
    legalRepresentativeIdType: 'RESIDENT_ID',
    legalRepresentativeIdNumber: sealed(
      world,
      'Customer',
      'legalRepresentativeIdNumber',
      outline.id,
      inventIdentityNumber(random),
    ),
  };
}

/** The bank accounts of a customer that one trades with: mostly its basic account, now and then a second one. */
export function accountsOf(world: World, outline: Holder): RecordHistory[] {
  const random = randomOf(world, outline.index, 'accounts');
  if (!trades(outline) || !random.chance(0.7)) return [];
  const { calendar } = world;
  const count = random.chance(0.22) ? 2 : 1;
  return Array.from({ length: count }, (_, i) => {
    const at = calendar.moment(
      calendar.ago(outline.created + (calendar.anchor - outline.created) * random.between(0, 0.3)),
      random,
      outline.created,
    );
    const id = recordId(at, random);
    const verified = random.chance(0.6);
    const values: Values = {
      id,
      customerId: outline.id,
      accountName: outline.values.name,
      bankName: random.pick(banks),
      branch: `${outline.company.city.name}支行`,
      accountNumber: sealed(world, 'BankAccount', 'accountNumber', id, inventAccountNumber(random)),
      currency: i > 0 && random.chance(0.3) ? 'USD' : 'CNY',
      purpose: i === 0 ? 'BASIC' : choosePurpose(random),
      isDefault: i === 0,
      verified,
      verifiedAt: verified ? new Date(at).toISOString() : null,
      verifiedById: verified ? outline.owner : null,
    };
    return new RecordHistory(world.models.get('BankAccount'), world.models, values, { at, by: outline.owner });
  });
}
