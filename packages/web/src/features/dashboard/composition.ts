import type { customerFields, Field } from '@dossier/shared';
import type { DashboardCompositionQuery } from '../../gql/types';
import type { Entity } from '../../graph/entity';
import { withThousands } from '../../graph/format';
import type { Chart } from './bars';
import { byIdAlone, linkTo } from './link';

export type Part = 'grade' | 'stage' | 'scale' | 'industry' | 'region' | 'owner' | 'department';
type Groups = NonNullable<DashboardCompositionQuery['grade']>;

/** What each part is made of: the field whose words its keys have, and its colour. */
const PARTS: Readonly<Record<Part, { field: keyof typeof customerFields & string; colour: string }>> = {
  grade: { field: 'grade', colour: '--chart-1' },
  stage: { field: 'relationshipStage', colour: '--chart-3' },
  scale: { field: 'scale', colour: '--chart-5' },
  department: { field: 'department', colour: '--chart-3' },
  industry: { field: 'industry', colour: '--chart-1' },
  region: { field: 'region', colour: '--chart-7' },
  owner: { field: 'ownerId', colour: '--chart-6' },
};
export const parts = Object.keys(PARTS) as Part[];
export const fieldOf = (part: Part): string => PARTS[part].field;

interface Words {
  write: (field: Field | null, value: unknown) => string;
  none: string;
  count: string;
}

/** Customers by one of their properties, each bar a door to its list. */
export function compositionChart(
  part: Part,
  { nodes }: Groups,
  customer: Entity,
  { write, none, count }: Words,
): Chart {
  const { field, colour } = PARTS[part];
  const bars = nodes.map(({ keys, count: number, drillDown }, at) => {
    const [key = null] = keys;
    const label = key === null ? none : part === 'owner' ? key : write(customer.fields[field] ?? null, key) || key;
    const names: Record<string, string> = part === 'owner' ? { ownerId: label } : {};
    return {
      key: `${key ?? ''}:${at}`,
      label,
      value: number,
      text: withThousands(String(number)),
      to: linkTo(customer, byIdAlone(drillDown), names),
    };
  });
  return { lying: true, series: [{ name: count, colour, bars }] };
}
