import type { HomeQuery } from '../../gql/types';
import { daysUntil } from '../../graph/format';
import type { Tone } from '../../ui/value/tones';

/** One thing worth a look: what it is, why, and where to go. */
export interface Attention {
  key: string;
  tone: Tone;
  title: string;
  text: string;
  to: string;
  /** The whole list, when there is more than this one. */
  more: { count: number; to: string } | null;
}
type Say = (key: string, values?: Record<string, unknown>) => string;

const many = (count: number, to: string): Attention['more'] => (count > 1 ? { count, to } : null);
const whereIs = (field: string, operator: string, value: unknown = null): string =>
  encodeURIComponent(
    JSON.stringify({ kind: 'group', op: 'and', not: false, items: [{ kind: 'condition', field, operator, value }] }),
  );

/** What the figures of the day add up to, the most pressing first. */
export function attentionOf(home: HomeQuery, t: Say): Attention[] {
  const items: Attention[] = [];
  for (const contract of home.expiring.nodes) {
    const days = contract.expiresOn ? daysUntil(contract.expiresOn) : 0;
    const when = days <= 0 ? t('home.today') : days === 1 ? t('home.tomorrow') : t('home.inDays', { days });
    items.push({
      key: contract.id,
      tone: days <= 7 ? 'bad' : 'warn',
      title: t('home.expiring', { name: contract.name, when }),
      text: contract.customer?.name ?? '',
      to: `/contracts/${contract.id}`,
      more:
        contract === home.expiring.nodes[0]
          ? many(
              home.expiring.totalCount,
              '/contracts?time=EXPIRING&performance=SIGNED,PERFORMING,CHANGING&sort=expiresOn',
            )
          : null,
    });
  }
  for (const customer of home.silent.nodes) {
    const days = customer.lastInteractionAt ? -daysUntil(customer.lastInteractionAt.slice(0, 10)) : 0;
    items.push({
      key: `silent-${customer.id}`,
      tone: 'warn',
      title: t('home.silent', { name: customer.name, days }),
      text: t('home.silentText'),
      to: `/customers/${customer.id}`,
      more:
        customer === home.silent.nodes[0]
          ? many(home.silent.totalCount, '/customers?stage=COOPERATING&sort=lastInteractionAt')
          : null,
    });
  }
  const [pending] = home.pending.nodes;
  if (pending)
    items.push({
      key: 'pending',
      tone: 'calm',
      title: t('home.pending', { count: home.pending.totalCount }),
      text: pending.name,
      to: '/contracts?approval=PENDING',
      more: null,
    });
  const [due] = home.reviewDue.nodes;
  if (due)
    items.push({
      key: 'review',
      tone: 'warn',
      title: t('home.reviewDue', { count: home.reviewDue.totalCount }),
      text: t('home.reviewDueText', { name: due.name, on: due.nextReviewOn }),
      to: `/customers?where=${whereIs('nextReviewOn', 'relative', 'PAST')}&sort=nextReviewOn`,
      more: null,
    });
  const [kept] = home.codeKept.nodes;
  if (kept)
    items.push({
      key: 'code',
      tone: 'plain',
      title: t('home.codeKept', { name: kept.name }),
      text: kept.creditCodeOverrideReason ?? '',
      to: `/customers/${kept.id}`,
      more: many(home.codeKept.totalCount, `/customers?where=${whereIs('creditCodeOverrideReason', 'notNull')}`),
    });
  return items;
}
