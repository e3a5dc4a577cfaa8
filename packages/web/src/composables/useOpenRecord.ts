import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** The record open beside a list, kept in the URL so that a link opens it too. */
export function useOpenRecord(): WritableComputedRef<string | null> {
  const route = useRoute();
  const router = useRouter();
  const path = route.path;
  return computed({
    get: () => (typeof route.query.open === 'string' && route.query.open ? route.query.open : null),
    set: (id) => {
      if (route.path !== path) return;
      const { open: _gone, ...rest } = route.query;
      void router.replace({ query: id ? { ...rest, open: id } : rest });
    },
  });
}
