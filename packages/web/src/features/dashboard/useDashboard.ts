import { useQuery } from '@vue/apollo-composable';
import { computed, reactive } from 'vue';
import { useCan } from '../../composables/useCan';
import {
  DashboardCompositionDocument,
  DashboardContractsDocument,
  DashboardCurrenciesDocument,
  DashboardCustomersDocument,
} from '../../gql/dashboard';
import { entityOf } from '../../graph/entity';
import { mayAsk } from '../../graph/field-rights';
import { today } from '../../graph/today';
import { useSession } from '../../stores/session';
import { fieldOf, parts, type Part } from './composition';
import { lostChanges } from './link';
import { instantsOf, periodOf, type Period, type PeriodName } from './period';

/** What the dashboard asks: a period and a currency in, groups out. Only what the person may group by is asked for. */
export function useDashboard() {
  const can = useCan();
  const session = useSession();
  const customer = entityOf('Customer');
  const contract = entityOf('Contract');
  const timeZone = session.viewer?.day.timeZone ?? 'Asia/Shanghai';
  const choice = reactive({
    name: 'LAST_12_MONTHS' as PeriodName,
    custom: periodOf('LAST_12_MONTHS', today()),
    currency: 'CNY',
  });
  const period = computed<Period>(() => (choice.name === 'CUSTOM' ? choice.custom : periodOf(choice.name, today())));

  const open = Object.fromEntries(parts.map((part) => [part, mayAsk(customer, fieldOf(part))])) as Record<
    Part,
    boolean
  >;
  const dated = mayAsk(customer, 'createdAt');
  const contracts =
    can('contract:read') &&
    mayAsk(contract, 'amount') &&
    mayAsk(contract, 'signedOn') &&
    mayAsk(contract, 'customerId');

  const options = { fetchPolicy: 'cache-and-network', keepPreviousResult: true } as const;
  const composition = useQuery(DashboardCompositionDocument, open, options);
  const currencies = useQuery(DashboardCurrenciesDocument, null, () => ({ ...options, enabled: contracts }));
  const signed = useQuery(
    DashboardContractsDocument,
    () => ({ filter: { amount: { currency: choice.currency }, signedOn: { between: period.value } } }),
    () => ({ ...options, enabled: contracts }),
  );
  const turnover = useQuery(
    DashboardCustomersDocument,
    () => {
      const at = instantsOf(period.value, timeZone);
      const changed = lostChanges(at);
      return {
        created: { createdAt: at },
        lost: { entity: { eq: 'Customer' }, ...changed },
        lostCustomers: { changes: { some: changed } },
      };
    },
    () => ({ ...options, enabled: dated }),
  );
  const all = [composition, currencies, signed, turnover];
  return {
    choice,
    period,
    timeZone,
    customer,
    contract,
    open,
    contracts,
    dated,
    composition: computed(() => composition.result.value ?? null),
    signed: computed(() => signed.result.value ?? null),
    turnover: computed(() => turnover.result.value ?? null),
    currencies: computed(() => {
      const found = (currencies.result.value?.contractGroups.nodes ?? []).map(({ keys }) => keys[0] ?? '');
      return [...new Set(['CNY', ...found])];
    }),
    error: computed(() => all.map(({ error }) => error.value).find(Boolean) ?? null),
    renew: () => all.forEach((one) => void one.refetch()),
  };
}
export type Dashboard = ReturnType<typeof useDashboard>;
