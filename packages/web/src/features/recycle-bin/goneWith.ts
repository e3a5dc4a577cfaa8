import { useApolloClient } from '@vue/apollo-composable';
import { gql } from '@apollo/client/core';
import { ref, watch, type Ref } from 'vue';
import type { Row } from '../../graph/entity';

/** What goes to the bin together with a customer. */
export const PARTS = ['contacts', 'contracts', 'assessments'] as const;
export type Gone = Readonly<Record<(typeof PARTS)[number], number>>;

interface Counted {
  [alias: string]: { totalCount: number };
}

/** Customers in one request: three counts each stay well below the limits of the graph. */
const CHUNK = 10;

/**
 * The parts removed in the same moment as their customer. A removed customer's own lists hold what lives, so the bin of each
 * kind is asked.
 */
function documentFor(rows: readonly Row[]) {
  const counts = rows.flatMap((row, at) =>
    PARTS.map((part) => {
      const filter = `{ customer: { id: { eq: ${JSON.stringify(row.id)} } }, deletedAt: { eq: ${JSON.stringify(row.deletedAt)} } }`;
      return `  ${part}${at}: ${part}(deleted: true, filter: ${filter}) { totalCount }`;
    }),
  );
  return gql(`query GoneWith {\n${counts.join('\n')}\n}`);
}

/** How much went with each removed customer, by its id; it arrives after the rows. */
export function useGoneWith(rows: () => readonly Row[]): Ref<Readonly<Record<string, Gone>>> {
  const { client } = useApolloClient();
  const gone = ref<Record<string, Gone>>({});

  async function read(part: readonly Row[]): Promise<void> {
    const { data } = await client.query<Counted>({ query: documentFor(part), fetchPolicy: 'no-cache' });
    const counts = part.map((row, at) => [
      row.id,
      Object.fromEntries(PARTS.map((name) => [name, data[`${name}${at}`]?.totalCount ?? 0])) as Gone,
    ]);
    gone.value = { ...gone.value, ...(Object.fromEntries(counts) as Record<string, Gone>) };
  }
  watch(
    rows,
    async (now) => {
      const fresh = now.filter((row) => row.deletedAt && !gone.value[row.id]);
      // Counts are an extra: without them the list still does its work.
      for (let at = 0; at < fresh.length; at += CHUNK) await read(fresh.slice(at, at + CHUNK)).catch(() => undefined);
    },
    { immediate: true },
  );
  return gone;
}
