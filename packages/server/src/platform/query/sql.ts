/** A piece of SQL with its values. Values are always bound, never written into the text. */
export class Sql {
  constructor(
    readonly text: string,
    readonly params: readonly unknown[] = [],
  ) {}
}

/** Tagged template: nested `Sql` is spliced in, anything else becomes a bound value. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  let text = strings[0]!;
  const params: unknown[] = [];
  values.forEach((value, i) => {
    if (value instanceof Sql) {
      text += value.text;
      params.push(...value.params);
    } else {
      text += '?';
      params.push(value);
    }
    text += strings[i + 1]!;
  });
  return new Sql(text, params);
}

/** Text that is code of ours (identifiers), never input. */
export const raw = (text: string): Sql => new Sql(text);
/** A quoted column of an alias; both engines understand backticks. */
export const column = (alias: string, name: string): Sql => new Sql(`${alias}.\`${name}\``);

export function join(parts: readonly Sql[], separator: string): Sql {
  return new Sql(
    parts.map((part) => part.text).join(separator),
    parts.flatMap((part) => part.params),
  );
}

export const TRUE = raw('1=1');
export const FALSE = raw('1=0');

export function and(parts: readonly Sql[]): Sql {
  const real = parts.filter((part) => part !== TRUE);
  if (real.length === 0) return TRUE;
  return real.length === 1 ? real[0]! : new Sql(`(${join(real, ' AND ').text})`, join(real, '').params);
}

export function or(parts: readonly Sql[]): Sql {
  if (parts.length === 0) return FALSE;
  return parts.length === 1 ? parts[0]! : new Sql(`(${join(parts, ' OR ').text})`, join(parts, '').params);
}

/** The same condition, for which the engines look up no index. */
export const unindexed = (part: Sql): Sql => (part === TRUE ? TRUE : sql`COALESCE(${part}, 0) = 1`);

/** Two-valued NOT: a condition that SQL calls unknown (a null in it) counts as false, so its complement is true. */
export const not = (part: Sql): Sql => sql`NOT COALESCE(${part}, 0)`;

export function inList(left: Sql, values: readonly unknown[]): Sql {
  if (values.length === 0) return FALSE;
  if (values.some((value) => value instanceof Sql))
    return sql`${left} IN (${join(
      values.map((value) => sql`${value}`),
      ',',
    )})`;
  return sql`${left} IN (${new Sql(values.map(() => '?').join(','), values)})`;
}

/** Escapes LIKE wildcards; used with `ESCAPE '!'`. */
export const likeText = (text: string): string => text.replace(/[!%_]/g, '!$&');
