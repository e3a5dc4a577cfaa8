import { computed, type ComputedRef } from 'vue';
import { moneyShort, moneyText, withThousands } from '../../graph/format';
import { useLabels, useText } from '../../locales';
import { percent } from './bars';
import type { Figure } from './FigureStrip.vue';
import { linkTo, linkToLost } from './link';
import { instantsOf } from './period';
import { topShare } from './trends';
import type { Dashboard } from './useDashboard';

const number = (value: number | undefined): string | null =>
  value === undefined ? null : withThousands(String(value));

/** The key figures of the period, each with the list of what it counts. */
export function useFigures(board: Dashboard): ComputedRef<Figure[]> {
  const { t } = useText();
  const { locale } = useLabels();
  const { choice, customer, contract } = board;

  function ofContracts(): Figure[] {
    const signed = board.signed.value;
    const filter = { amount: { currency: choice.currency }, signedOn: { between: board.period.value } };
    const to = linkTo(contract, filter);
    const money = signed?.months.total.sum.amount?.[0] ?? { amount: '0', currency: choice.currency };
    const share = signed ? topShare(signed) : undefined;
    return [
      { key: 'signed', label: t('dashboard.signed'), text: number(signed?.months.total.count), to },
      {
        key: 'amount',
        label: t('dashboard.amount'),
        text: signed ? moneyShort(money, locale.value) : null,
        title: moneyText(money),
        to,
      },
      {
        key: 'top',
        label: t('dashboard.topShare'),
        text: share === undefined ? null : share === null ? '—' : percent(share),
        to: '#top',
      },
    ];
  }

  function ofCustomers(): Figure[] {
    const at = instantsOf(board.period.value, board.timeZone);
    const { from, to } = board.period.value;
    const turnover = board.turnover.value;
    return [
      {
        key: 'created',
        label: t('dashboard.created'),
        text: number(turnover?.created.total.count),
        to: linkTo(customer, { createdAt: at }),
      },
      {
        key: 'lost',
        label: t('dashboard.lost'),
        text: number(turnover?.lostCustomers.totalCount),
        to: linkToLost(customer, at, t('dashboard.becameLost', { month: `${from} – ${to}` })),
      },
    ];
  }

  return computed(() => [
    {
      key: 'customers',
      label: t('dashboard.customers'),
      text: number(board.composition.value?.customers.totalCount),
      to: '/customers',
    },
    ...(board.dated ? ofCustomers() : []),
    ...(board.contracts ? ofContracts() : []),
  ]);
}
