import { relationshipStage, type Locale, type RelationshipStage } from '@dossier/shared';
import type { HomeQuery } from '../../gql/types';

type Board = HomeQuery['homeBoard'];

export interface Bar {
  key: string;
  label: string;
  count: number;
  to: string;
  /** CSS colour. */
  colour: string;
}

const GRADE_COLOURS: Readonly<Record<string, string>> = {
  A: '--chart-1',
  B: '--chart-3',
  C: '--chart-2',
  D: '--chart-4',
};

/** Customers by grade, each bar a door to its list. */
export const gradeBars = (grades: Board['grades'], t: (key: string) => string): Bar[] =>
  grades.map(({ grade, count }) => ({
    key: grade ?? 'none',
    label: grade ?? t('value.notGraded'),
    count,
    to: `/customers?grade=${grade ?? 'none'}`,
    colour: `var(${grade ? (GRADE_COLOURS[grade] ?? '--chart-6') : '--chart-8'})`,
  }));

/** Customers by stage. */
export const stageBars = (stages: Board['stages'], locale: Locale): Bar[] =>
  stages.map(({ stage, count }) => ({
    key: stage,
    label: relationshipStage[stage as RelationshipStage][locale],
    count,
    to: `/customers?stage=${stage}`,
    colour: 'var(--chart-1)',
  }));

/** Customers by province; the list compares the leading digits, which hold the cities too. */
export const regionBars = (regions: Board['regions']): Bar[] =>
  regions.map(({ region, name, count }) => ({
    key: region,
    label: name ?? region,
    count,
    to: `/customers?region=${region.slice(0, 2)}`,
    colour: 'var(--chart-7)',
  }));
