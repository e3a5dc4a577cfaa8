import { errorText, type Field, type Locale } from '@dossier/shared';

/** What is not filled in though it must be, by field, in the reader's language. */
export const lacking = (
  fields: Readonly<Record<string, Field>>,
  given: Readonly<Record<string, unknown>>,
  locale: Locale,
) =>
  Object.fromEntries(
    Object.keys(given)
      .filter((name) => !given[name])
      .map((name) => [name, errorText('REQUIRED', locale, { field: fields[name]!.label })]),
  );
