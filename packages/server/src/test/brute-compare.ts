import type { Filter } from '../platform/query/model';

/** As the engines order texts: by their bytes. */
export const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

type Scalar = string | number | bigint | boolean;

/** Whether a value stands all comparisons; operands are brought into its form. */
export function compareAll(raw: unknown, comparison: Filter, convert: (operand: unknown) => Scalar): boolean {
  const value = raw as Scalar | null;
  const sign = (operand: Scalar): number =>
    typeof value === 'string' ? compareText(value, String(operand)) : value! < operand ? -1 : value! > operand ? 1 : 0;
  return Object.entries(comparison).every(([operator, operand]) => {
    const test = (check: (sign: number) => boolean, other: unknown = operand) =>
      value !== null && check(sign(convert(other)));
    const among = () => (operand as unknown[]).some((item) => test((s) => s === 0, item));
    switch (operator) {
      case 'eq':
        return test((s) => s === 0);
      case 'ne':
        return !test((s) => s === 0);
      case 'in':
        return among();
      case 'notIn':
        return !among();
      case 'gt':
        return test((s) => s > 0);
      case 'gte':
        return test((s) => s >= 0);
      case 'lt':
        return test((s) => s < 0);
      case 'lte':
        return test((s) => s <= 0);
      case 'between':
        return (
          test((s) => s >= 0, (operand as { from: unknown }).from) &&
          test((s) => s <= 0, (operand as { to: unknown }).to)
        );
      case 'isNull':
        return (value === null) === operand;
      default:
        throw new Error(`no such operator: ${operator}`);
    }
  });
}
