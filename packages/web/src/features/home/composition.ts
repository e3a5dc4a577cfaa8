import { relationshipStage, type Locale, type RelationshipStage } from '@dossier/shared';
import type { CompositionQuery } from '../../gql/types';

export interface Bar {
  key: string;
  label: string;
  count: number;
  to: string;
  /** CSS colour. */
  colour: string;
}

/** Customers by grade, each bar a door to its list. */
export function gradeBars(home: CompositionQuery, t: (key: string) => string): Bar[] {
  const graded = [
    ['A', home.gradeA, '--chart-1'],
    ['B', home.gradeB, '--chart-3'],
    ['C', home.gradeC, '--chart-2'],
    ['D', home.gradeD, '--chart-4'],
  ] as const;
  return [
    ...graded.map(([grade, found, colour]) => ({
      key: grade,
      label: grade,
      count: found.totalCount,
      to: `/customers?grade=${grade}`,
      colour: `var(${colour})`,
    })),
    {
      key: 'none',
      label: t('value.notGraded'),
      count: home.ungraded.totalCount,
      to: '/customers?grade=none',
      colour: 'var(--chart-8)',
    },
  ];
}

/** Customers by stage. */
export function stageBars(home: CompositionQuery, locale: Locale): Bar[] {
  const counts: Record<RelationshipStage, number> = {
    POTENTIAL: home.potential.totalCount,
    INTERESTED: home.interested.totalCount,
    COOPERATING: home.cooperating.totalCount,
    PAUSED: home.paused.totalCount,
    LOST: home.lost.totalCount,
  };
  return (Object.keys(counts) as RelationshipStage[]).map((stage) => ({
    key: stage,
    label: relationshipStage[stage][locale],
    count: counts[stage],
    to: `/customers?stage=${stage}`,
    colour: 'var(--chart-1)',
  }));
}
