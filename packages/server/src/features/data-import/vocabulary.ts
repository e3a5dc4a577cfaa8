import {
  addressKind,
  contactFields,
  customerFields,
  isInput,
  type Field,
  type Fields,
  type Label,
} from '@dossier/shared';
import { editDistance, readHeader } from './header-text';

/** Which phone a column means; `any` takes whatever stands in it. */
export type PhoneRole = 'mobile' | 'officePhone' | 'any';
export type AddressKind = keyof typeof addressKind;

/** What a column of a sheet holds. */
export type ColumnTarget =
  | { kind: 'customer'; field: string }
  | { kind: 'contact'; field: string }
  | { kind: 'phone'; role: PhoneRole }
  | { kind: 'address'; address: AddressKind; part: 'text' | 'region' | 'postalCode' }
  | { kind: 'businessTerm' }
  | { kind: 'overrideReason' }
  | { kind: 'system' }
  | { kind: 'ignored' };

/** Fields with their own kinds of column. */
const SPECIAL = new Set(['addresses', 'socialAccounts', 'customerId', 'mobile', 'officePhone']);

const index = new Map<string, ColumnTarget[]>();
const shown = new Map<string, string>();

function add(words: readonly string[], target: ColumnTarget): void {
  for (const word of words) {
    const { bare } = readHeader(word);
    const targets = index.get(bare) ?? [];
    if (!targets.some((known) => JSON.stringify(known) === JSON.stringify(target))) targets.push(target);
    index.set(bare, targets);
    if (!shown.has(bare)) shown.set(bare, word);
  }
}

const wordsOf = (label: Label, field: Field) => [label.zh, label.en, ...(field.aliases ?? [])];

function addFields(fields: Fields, kind: 'customer' | 'contact'): void {
  for (const [field, declaration] of Object.entries(fields)) {
    if (SPECIAL.has(field) || declaration.kind === 'secret') continue;
    const words = wordsOf(declaration.label, declaration);
    if (!isInput(declaration)) add(words, { kind: 'system' });
    else add(words, { kind, field });
  }
}

addFields(customerFields, 'customer');
addFields(contactFields, 'contact');
/** A cell of phones is read by what stands in it, so the vague words come first and the exact ones only hint. */
const PHONES: ReadonlyArray<readonly [PhoneRole, readonly string[]]> = [
  [
    'any',
    [
      '联系电话',
      '联系方式',
      '电话',
      '电话号码',
      '手机/电话',
      '电话/手机',
      '手机电话',
      '联系人联系方式',
      'phone',
      'tel',
      'telephone',
    ],
  ],
  ['mobile', wordsOf(contactFields.mobile.label, contactFields.mobile)],
  ['officePhone', wordsOf(contactFields.officePhone.label, contactFields.officePhone)],
];
for (const [role, words] of PHONES) {
  const fresh = words.filter((word) => !index.get(readHeader(word).bare)?.some(({ kind }) => kind === 'phone'));
  add(fresh, { kind: 'phone', role });
}
for (const [address, { zh, en }] of Object.entries(addressKind) as [AddressKind, Label][]) {
  if (address !== 'OTHER') add([zh, `${en} address`], { kind: 'address', address, part: 'text' });
}
const { label: addresses, aliases: addressWords } = customerFields.addresses;
add(
  [
    addresses.zh,
    'address',
    '办公地址',
    '通信地址',
    '经营场所',
    '地址详情',
    ...addressWords.filter((word) => word !== '住所'),
  ],
  {
    kind: 'address',
    address: 'BUSINESS',
    part: 'text',
  },
);
add(['住所', '注册地', '工商注册地址', '营业执照地址'], { kind: 'address', address: 'REGISTERED', part: 'text' });
add(['发票地址', '开票地址电话'], { kind: 'address', address: 'BILLING', part: 'text' });
add(['发货地址', '送货地址', '收件地址'], { kind: 'address', address: 'SHIPPING', part: 'text' });
add(['邮编', '邮政编码', 'postal code', 'zip'], { kind: 'address', address: 'BUSINESS', part: 'postalCode' });
add(
  [
    '省',
    '市',
    '区',
    '县',
    '区县',
    '区/县',
    '县区',
    '省/市',
    '省市县',
    '所属省份',
    '所属城市',
    '所属区县',
    '地级市',
    '所属区域',
  ],
  {
    kind: 'customer',
    field: 'region',
  },
);
add(['营业期限', '经营期限', '有效期限', '营业期限起止'], { kind: 'businessTerm' });
add(['覆盖原因', '例外原因', '校验例外原因', '特殊说明', 'override reason'], { kind: 'overrideReason' });
add(['序号', '序', '行号', 'no', 'no.', '#', '导入结果', '原因', '导入原因', '原表行号', 'result', 'reason', 'row'], {
  kind: 'ignored',
});
add(['是否主要', '是否主联系人', '主要'], { kind: 'contact', field: 'isPrimary' });
add(['客户经理姓名', '负责人姓名', '对接销售'], { kind: 'customer', field: 'ownerId' });

/** Everything a header word may mean, input fields first; empty when it is unknown. */
export function lookUp(bare: string): readonly ColumnTarget[] {
  const targets = index.get(bare) ?? [];
  const inputs = targets.filter(({ kind }) => kind !== 'system');
  return inputs.length > 0 ? inputs : targets;
}

/** The known word nearest to an unknown one, for "did you mean". */
export function suggest(bare: string): string | null {
  const limit = bare.length <= 3 ? 1 : 2;
  if (bare.length < 2) return null;
  let best: { word: string; distance: number } | null = null;
  for (const [word, text] of shown) {
    const distance = editDistance(bare, word, limit);
    if (distance <= limit && distance < Math.min(word.length, bare.length) && (!best || distance < best.distance)) {
      best = { word: text, distance };
    }
  }
  return best?.word ?? null;
}

/** The declaration of a field, for its kind and label. */
export const fieldOf = (kind: 'customer' | 'contact', field: string): Field =>
  (kind === 'customer' ? (customerFields as Fields) : (contactFields as Fields))[field]!;
