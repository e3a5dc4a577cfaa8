/** Whether a scorecard can be used. */
import type { Dimension, Scoring } from './assess';
import { Exact } from './decimal';
import { label } from './dictionary';
import { fieldError, type FieldError } from './field-error';

const ruleNeeds: Readonly<Record<Dimension['rule'], (dimension: Dimension) => boolean>> = {
  BANDS: (dimension) => (dimension.bands?.length ?? 0) > 0,
  LINEAR: ({ min, max }) => min !== null && max !== null && !new Exact(min).eq(max),
  ENUM: (dimension) => (dimension.values?.length ?? 0) > 0,
};
const parameterNames = {
  BANDS: label('分段', 'bands'),
  LINEAR: label('不相等的上限和下限', 'a minimum and another maximum'),
  ENUM: label('取值对照', 'values'),
};

/** What keeps a scorecard from being used: weights, keys, parameters of rules, grades. */
export function scorecardFaults({ dimensions, gradeBands, vetoRules }: Scoring): FieldError[] {
  const faults: FieldError[] = [];
  const sum = dimensions.reduce((total, one) => total.plus(one.weight), new Exact(0));
  if (!sum.eq(100)) faults.push(fieldError('WEIGHTS_NOT_100', ['dimensions'], { sum: sum.toFixed() }));
  dimensions.forEach((one, index) => {
    const at = ['dimensions', String(index)];
    const again = dimensions.findIndex((other) => other.key === one.key) !== index;
    if (again) faults.push(fieldError('DIMENSION_DUPLICATE', [...at, 'key'], { key: one.key }));
    const params = { dimension: one.label, missing: parameterNames[one.rule] };
    if (!ruleNeeds[one.rule](one)) faults.push(fieldError('DIMENSION_INCOMPLETE', [...at, 'rule'], params));
  });
  if (!gradeBands.some((band) => new Exact(band.min).isZero()))
    faults.push(fieldError('GRADE_BANDS_NOT_FROM_ZERO', ['gradeBands']));
  const grades = new Set(gradeBands.map((band) => band.grade));
  vetoRules?.forEach(({ grade }, index) => {
    if (!grades.has(grade)) faults.push(fieldError('GRADE_UNKNOWN', ['vetoRules', String(index), 'grade'], { grade }));
  });
  return faults;
}
