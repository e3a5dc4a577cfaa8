/**
 * The data dictionary: each field of the archive is declared once, as data. From this one declaration come the zod rule
 * (form, API and import), the database column, the GraphQL field, its filter and order, the form item, the list column,
 * the import header and both labels.
 */

/** A text in the two languages of the product. */
export interface Label {
  zh: string;
  en: string;
}

interface Common {
  label: Label;
  /** Must be present on create; cannot be emptied. */
  required?: boolean;
  /** `input`: people and applications write it. `system`: only the archive's own rules write it. Default `input`. */
  access?: 'input' | 'system';
  /** Settable when the record is created, not by an ordinary update (it has its own domain verb or never changes). */
  createOnly?: boolean;
  /** Form section key. */
  section?: string;
  /** The value a new record starts with when none is given. */
  initial?: string | number | boolean;
  /** Other words clerks use for it in sheet headers (the labels themselves are always known). */
  aliases?: readonly string[];
  /** One sentence: meaning, units, source of a rule. English goes to the schema description, Chinese to the form hint. */
  hint?: Label;
  /** The archive's own bookkeeping: part of the graph, of no use on a screen. */
  inner?: true;
}

/** Free text. `max` in characters. Stored as written (trimmed) and folded (NFKC, lower case) for `contains`. */
export interface TextField extends Common {
  kind: 'text';
  max: number;
  multiline?: boolean;
}
/** Codes, numbers, phones, mail: normalised before it is stored, ASCII only. */
export interface KeywordField extends Common {
  kind: 'keyword';
  max: number;
  format: KeywordFormat;
}
/** One of a closed list; the keys are the GraphQL enum values. `type` is the GraphQL enum's name. */
export interface EnumField<V extends string = string> extends Common {
  kind: 'enum';
  type: string;
  values: Readonly<Record<V, Label>>;
}
/** A code of a published code set (see `codes.ts`). */
export interface CodeField extends Common {
  kind: 'code';
  set: CodeSetName;
}
/** Calendar date `YYYY-MM-DD`, no time, no zone. */
export interface DateField extends Common {
  kind: 'date';
  /** Tells of what has happened: never later than today. */
  past?: true;
}
/** Instant in UTC with milliseconds, ISO 8601 `…Z`. */
export interface InstantField extends Common {
  kind: 'instant';
}
/** Exact money: minor units and currency (ISO 4217). `min` is a decimal string in major units. */
export interface MoneyField extends Common {
  kind: 'money';
  min?: string;
}
/** Exact decimal with a fixed number of decimal places, a string on the wire. */
export interface DecimalField extends Common {
  kind: 'decimal';
  places: number;
  /** Written after the figure. */
  unit?: '%';
  min?: string;
  max?: string;
}
export interface IntField extends Common {
  kind: 'int';
  min?: number;
  max?: number;
}
export interface BoolField extends Common {
  kind: 'bool';
}
/** A short list of texts (tags, former names). */
export interface ListField extends Common {
  kind: 'list';
  max: number;
  items: number;
}
/** A short list of small objects kept with the record (addresses). `type` names the GraphQL type. */
export interface ObjectsField<F extends Fields = Fields> extends Common {
  kind: 'objects';
  type: string;
  items: number;
  /** The text that no two items share: records are grouped by it. */
  key?: string & keyof F;
  fields: F;
}
/**
 * A number that is kept sealed: shown masked everywhere, read in full only one at a time and with a reason. It is found by the whole
 * number alone, has no order, and leaves no plain trace.
 */
export interface SecretField extends Common {
  kind: 'secret';
  format: SecretFormat;
}
/** The id of another record of entity `target`; exposed as `<name>` without the Id suffix by the graph. */
export interface RefField extends Common {
  kind: 'ref';
  target: string;
}

export type Field =
  | TextField
  | KeywordField
  | EnumField
  | CodeField
  | DateField
  | InstantField
  | MoneyField
  | DecimalField
  | IntField
  | BoolField
  | ListField
  | ObjectsField
  | SecretField
  | RefField;
export type Fields = { readonly [name: string]: Field };

export type KeywordFormat =
  | 'plain'
  | 'upper'
  | 'creditCode'
  | 'legacyRegistration'
  | 'phone'
  | 'mobile'
  | 'email'
  | 'url'
  | 'postalCode'
  | 'bankCode';
/** How a secret is written; see `secret.ts`. */
export type SecretFormat = 'bankAccount' | 'identity';
export type CodeSetName = 'region' | 'industry' | 'registrationType';

/** Money on the wire: `amount` in major units as a decimal string, `currency` ISO 4217 (CNY when left out on input). */
export interface Money {
  amount: string;
  currency: string;
}

/** The TypeScript value of a field. */
export type ValueOf<F extends Field> =
  F extends EnumField<infer V>
    ? V
    : F extends MoneyField
      ? Money
      : F extends IntField
        ? number
        : F extends BoolField
          ? boolean
          : F extends ListField
            ? string[]
            : F extends ObjectsField<infer S>
              ? RecordOf<S>[]
              : string;
/** A record with these fields; everything but the required may be null. */
export type RecordOf<S extends Fields> = {
  [K in keyof S]: S[K] extends { required: true } ? ValueOf<S[K]> : ValueOf<S[K]> | null;
};
/** What a caller may give. */
export type InputOf<S extends Fields> = { [K in keyof S]?: ValueOf<S[K]> | null };

/** Headings of the form sections of an entity, in the order they are shown. */
export type Sections = Readonly<Record<string, Label>>;

/** Keeps the literal types of a declaration. */
export const defineFields = <const S extends Fields>(fields: S): S => fields;

export const isInput = (field: Field): boolean => field.access !== 'system';

/** `unifiedSocialCreditCode` → `unified_social_credit_code`. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => '_' + c.toLowerCase());

/** Short way to write a label. */
export const label = (zh: string, en: string): Label => ({ zh, en });

/** The values a new record starts with, written by people or by the archive alike. */
export const initialValues = (fields: Fields): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => (field.initial === undefined ? [] : [[name, field.initial]])),
  );
