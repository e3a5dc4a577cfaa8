import { watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { sharedIn, type Shared } from './share';

/** Opens the question that a link carries, now and whenever one comes while the page stands. */
export function useLink(open: (question: Shared) => void): void {
  const route = useRoute();
  const router = useRouter();
  const take = (hash: string): void => {
    const shared = sharedIn(hash);
    if (!shared) return;
    open(shared);
    void router.replace({ path: route.path });
  };
  watch(() => route.hash, take, { immediate: true });
}
