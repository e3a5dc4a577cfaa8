import type { RequestContext } from '../../platform/context/context';
import { composition, figures, inForce, mine } from './home.figures';
import type { HomeBoard } from './home.types';

/** All figures of the home page, in four statements when none is known. */
export async function homeBoard(ctx: RequestContext): Promise<HomeBoard> {
  const [whole, counts, contracts, myCustomers] = await Promise.all([
    composition(ctx),
    figures(ctx),
    inForce(ctx),
    mine(ctx),
  ]);
  return {
    customers: whole.customers,
    contacts: counts.contacts,
    contractsInForce: contracts.contracts,
    amountInForce: contracts.amounts,
    newCustomersThisMonth: counts.newThisMonth,
    newCustomersLastMonth: counts.newLastMonth,
    myCustomers,
    due: {
      contractsExpiringIn7Days: contracts.expiringIn7Days,
      contractsExpiringIn30Days: contracts.expiringIn30Days,
      reviewsOverdue: counts.reviewsOverdue,
      reviewsIn7Days: counts.reviewsIn7Days,
      followUpsOverdue: counts.followUpsOverdue,
      followUpsIn7Days: counts.followUpsIn7Days,
    },
    grades: whole.grades.map(({ value, count }) => ({ grade: value, count })),
    regions: whole.regions,
    stages: whole.stages.map(({ value, count }) => ({ stage: value, count })),
  };
}
