import { useApolloClient } from '@vue/apollo-composable';
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';
import { revealReasonMin } from '@dossier/shared';
import { RevealDocument } from '../../gql/reveal';
import { faultOf } from '../../graph/fault';
import { useText } from '../../locales';
import { askReason, toast } from '../../ui/feedback/messages';

/** How long a value stays on the screen. */
export const revealSeconds = 30;

export interface Revealed {
  /** The whole value, for a short while; null when it is masked. */
  plain: Ref<string | null>;
  /** Seconds until it is masked again. */
  left: Ref<number>;
  busy: Ref<boolean>;
  reveal: (title: string) => Promise<void>;
  hide: () => void;
}

/** One sealed value: asked for with a reason, kept nowhere, and gone after a while or with the page. */
export function useReveal(id: () => string, field: () => string): Revealed {
  const { client } = useApolloClient();
  const { t } = useText();
  const plain = ref<string | null>(null);
  const left = ref(0);
  const busy = ref(false);
  let timer: ReturnType<typeof setInterval> | undefined;

  function hide(): void {
    clearInterval(timer);
    plain.value = null;
    left.value = 0;
  }
  function show(value: string): void {
    hide();
    const until = Date.now() + revealSeconds * 1000;
    plain.value = value;
    left.value = revealSeconds;
    // by the clock: timers stand still in a tab that is not looked at
    timer = setInterval(() => {
      left.value = Math.ceil((until - Date.now()) / 1000);
      if (left.value <= 0) hide();
    }, 250);
  }
  async function reveal(title: string): Promise<void> {
    const reason = await askReason(title, t('secret.reveal'), { about: t('secret.reasonHint'), min: revealReasonMin });
    if (reason === null) return;
    busy.value = true;
    try {
      const { data } = await client.mutate({
        mutation: RevealDocument,
        variables: { id: id(), field: field(), reason },
        fetchPolicy: 'no-cache',
      });
      const [fault] = data?.reveal.userErrors ?? [];
      if (fault) toast.error(fault.message);
      else if (data?.reveal.value) show(data.reveal.value);
    } catch (error) {
      toast.error(faultOf(error, t('error.offline')).message);
    } finally {
      busy.value = false;
    }
  }

  const hideAway = (): void => {
    if (document.hidden) hide();
  };
  onMounted(() => {
    document.addEventListener('visibilitychange', hideAway);
    window.addEventListener('pagehide', hide);
  });
  onBeforeUnmount(() => {
    hide();
    document.removeEventListener('visibilitychange', hideAway);
    window.removeEventListener('pagehide', hide);
  });
  return { plain, left, busy, reveal, hide };
}
