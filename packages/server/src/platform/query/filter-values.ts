import { fold, label, relativeRange, trimText, type RelativeName } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import { blindsOf } from '../secret/seal-values';
import { partSql } from './aggregate/keys/period';
import { zoneOf } from './aggregate/keys/zone-of';
import { localSql } from './aggregate/keys/zone-sql';
import type { FilterBounds } from './filter-bounds';
import { converter, edges, nullOperand, unknownField } from './filter-operands';
import { itemHas, listHas } from './items';
import type { EntityModel, FieldModel, Filter } from './model';
import { and, column, inList, raw, sql, TRUE, type Sql } from './sql';
import { textMatch, type TextOperator } from './text-match';
import { currencyOf, fieldSql, minorUnits } from './values';

/** `part: {of: MONTH_OF_YEAR, is: 3}` */
interface DatePart {
  of: string;
  is: number;
  timeZone?: string | null;
}

/** Conditions on the values of single fields, by their kinds. */
export class ValueConditions {
  constructor(
    private readonly ctx: RequestContext,
    private readonly bounds: FilterBounds,
    private readonly alias: () => string,
  ) {}

  field(model: EntityModel, alias: string, field: FieldModel, value: Filter): Sql {
    const folded = field.foldedColumn ? column(alias, field.foldedColumn) : undefined;
    const subject = fieldSql(field, alias, this.ctx.clock);
    if (field.field.kind === 'money') return this.money(field, alias, value);
    if (field.secret) return this.secret(field, model, alias, value);
    return this.operators(field, model, subject, folded, value);
  }

  /** A secret is found by the whole of it, or by whether there is one. */
  private secret(field: FieldModel, model: EntityModel, alias: string, value: Filter): Sql {
    const parts = Object.entries(value).map(([operator, operand]): Sql => {
      if (operand === null || operand === undefined) throw nullOperand(`${field.name}.${operator}`);
      const subject = column(alias, field.secret!.blind);
      if (operator === 'isNull') return sql`${subject} ${raw(operand ? 'IS NULL' : 'IS NOT NULL')}`;
      if (operator !== 'eq') throw unknownField(`${field.name}.${operator}`);
      this.bounds.countSecret();
      return inList(subject, blindsOf(this.ctx.secrets, model, field.name, String(operand)));
    });
    return and(parts);
  }

  /** A condition on an amount sees the rows of one currency. */
  private money(field: FieldModel, alias: string, value: Filter): Sql {
    const { currency, isNull, ...comparison } = value as { currency?: string; isNull?: boolean };
    if (currency === null || isNull === null)
      throw nullOperand(`${field.name}.${currency === null ? 'currency' : 'isNull'}`);
    const subject = column(alias, field.column);
    const parts: Sql[] = [];
    if (isNull !== undefined) parts.push(sql`${subject} ${raw(isNull ? 'IS NULL' : 'IS NOT NULL')}`);
    if (currency !== undefined || Object.keys(comparison).length > 0)
      parts.push(sql`${column(alias, field.currencyColumn!)} = ${currencyOf(currency, field.name)}`);
    parts.push(this.compare(comparison, field.name, subject, minorUnits(field.name)));
    return and(parts);
  }

  /** The operators of a field on any subject; `folded`: the same without case. */
  operators(field: FieldModel, model: EntityModel, subject: Sql, folded: Sql | undefined, value: Filter): Sql {
    const convert = converter(field.field, model, field.name);
    const comparison: Record<string, unknown> = {};
    const parts = Object.entries(value).map(([operator, operand]): Sql => {
      if (operand === null || operand === undefined) throw nullOperand(`${field.name}.${operator}`);
      switch (operator) {
        case 'contains':
        case 'startsWith':
        case 'endsWith':
          return textMatch(field, subject, folded, operator satisfies TextOperator, String(operand));
        case 'eqIgnoreCase':
          return sql`${folded ?? subject} = ${fold(trimText(String(operand)))}`;
        case 'has':
          return field.field.kind === 'objects'
            ? this.item(field, model, subject, operand as Filter)
            : listHas(field, subject, String(operand));
        case 'part':
          return this.inPart(field, subject, operand as DatePart);
        case 'relative':
          return this.relative(field, subject, operand as RelativeName);
        default:
          comparison[operator] = operand;
      }
      return TRUE;
    });
    return and([...parts, this.compare(comparison, field.name, subject, convert)]);
  }

  /** An item of a list of objects that has all of the texts. */
  private item(field: FieldModel, model: EntityModel, subject: Sql, wanted: Filter): Sql {
    const fields = field.field.kind === 'objects' ? field.field.fields : {};
    const texts = Object.entries(wanted).map(([key, value]): [string, string] => {
      const inner = fields[key];
      if (!inner) throw unknownField(`${field.name}.has.${key}`);
      if (value === null || value === undefined) throw nullOperand(`${field.name}.has.${key}`);
      // what a log tells of fields that some may not read is not found by asking for it
      const { redact } = model;
      if (redact?.field === field.name && key !== redact.key && (this.ctx.actor?.fieldRights.size ?? 0) > 0)
        throw new RequestError('FIELD_NOT_READABLE', { field: inner.label });
      return [key, String(converter(inner, model, key)(value))];
    });
    if (texts.length === 0)
      throw new RequestError('FILTER_INVALID', {
        detail: label(`${field.name}.has 须至少给出一项`, `${field.name}.has takes at least one field`),
      });
    return itemHas(field, subject, texts, { dialect: this.ctx.db.dialect, alias: this.alias });
  }

  /** A part of the calendar that comes again, in the zone of the caller. */
  private inPart({ field, name }: FieldModel, subject: Sql, { of, is, timeZone }: DatePart): Sql {
    const { dialect } = this.ctx.db;
    if (field.kind === 'date') {
      if (of !== 'HOUR_OF_DAY') return partSql(of, is, subject, dialect);
      throw new RequestError('FILTER_INVALID', {
        detail: label(`${name} 是日期，没有钟点`, `${name} is a date and has no hour`),
      });
    }
    const { clock } = zoneOf(timeZone ?? this.ctx.clock.timeZone);
    return partSql(of, is, localSql(clock, subject, dialect), dialect);
  }

  /** Dates compare as calendar days; instants compare with the edges of those days in the business zone. */
  private relative(field: FieldModel, subject: Sql, name: RelativeName): Sql {
    const { from, to } = relativeRange(name, this.ctx.clock.today());
    const edge = (day: string, next: boolean) =>
      field.field.kind === 'instant' ? this.ctx.clock.startOf(day, next) : day;
    const parts: Sql[] = [];
    if (from) parts.push(sql`${subject} >= ${edge(from, false)}`);
    if (to) parts.push(field.field.kind === 'instant' ? sql`${subject} < ${edge(to, true)}` : sql`${subject} <= ${to}`);
    return and(parts);
  }

  /** Operators that every kind has; operands are brought into the form in which they are compared. */
  compare(value: Filter, name: string, subject: Sql, convert: (x: unknown) => unknown): Sql {
    const parts = Object.entries(value).map(([operator, operand]): Sql => {
      if (operand === null || operand === undefined) throw nullOperand(`${name}.${operator}`);
      switch (operator) {
        case 'eq':
          return sql`${subject} = ${convert(operand)}`;
        case 'ne':
          return sql`(${subject} <> ${convert(operand)} OR ${subject} IS NULL)`;
        case 'in':
          return inList(subject, this.bounds.short(operand, name).map(convert));
        case 'notIn': {
          const list = this.bounds.short(operand, name).map(convert);
          return list.length === 0 ? TRUE : sql`(NOT ${inList(subject, list)} OR ${subject} IS NULL)`;
        }
        case 'gt':
          return sql`${subject} > ${convert(operand)}`;
        case 'gte':
          return sql`${subject} >= ${convert(operand)}`;
        case 'lt':
          return sql`${subject} < ${convert(operand)}`;
        case 'lte':
          return sql`${subject} <= ${convert(operand)}`;
        case 'between': {
          const { from, to } = edges(operand, name);
          return sql`${subject} BETWEEN ${convert(from)} AND ${convert(to)}`;
        }
        case 'isNull':
          return sql`${subject} ${raw(operand ? 'IS NULL' : 'IS NOT NULL')}`;
        default:
          throw unknownField(`${name}.${operator}`);
      }
    });
    return and(parts);
  }
}
