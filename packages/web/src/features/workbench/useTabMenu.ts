import { computed, type ComputedRef } from 'vue';
import { useAct } from '../../composables/useAct';
import { useCan } from '../../composables/useCan';
import { RemoveSavedQueryDocument } from '../../gql/workbench';
import { useText } from '../../locales';
import { useSession } from '../../stores/session';
import { confirmAct, copyText, toast } from '../../ui/feedback/messages';
import type { MenuItem } from '../../ui/MenuButton.vue';
import { curlOf, fetchOf } from './client';
import { formatDocument } from './format';
import { shareHash } from './share';
import type { Tab } from './tabs';
import { useVariables } from './useRun';
import type { SavedQuery } from './useSavedQueries';

interface Open {
  tab: () => Tab | null;
  saved: () => SavedQuery | null;
  /** Whether the saved query is the reader's own to change. */
  mine: () => boolean;
  /** Whether the question is shown as clicks. */
  clicks: () => boolean;
  showVersions: () => void;
  showSchedule: () => void;
  refetch: () => Promise<unknown>;
}

/** What else can be done with an open question: share it, take it elsewhere, its versions, remove it. */
export function useTabMenu(open: Open): { items: ComputedRef<MenuItem[]>; choose: (key: string) => Promise<void> } {
  const { t } = useText();
  const { act } = useAct();
  const can = useCan();
  const session = useSession();
  const readVariables = useVariables();

  /** One's own saved queries run by themselves. */
  const scheduled = (): boolean =>
    !!session.user && open.saved()?.owner?.id === session.user.id && can('query:create') && can('export:create');
  const items = computed(() => [
    ...(open.clicks() ? [] : [{ key: 'format', label: t('workbench.format') }]),
    { key: 'share', label: t('workbench.share') },
    { key: 'curl', label: t('graphql.curl') },
    { key: 'fetch', label: t('workbench.copyFetch') },
    ...(scheduled() ? [{ key: 'schedule', label: t('workbench.schedule'), divided: true }] : []),
    ...(open.saved() ? [{ key: 'versions', label: t('workbench.versions'), divided: true }] : []),
    ...(open.saved() && open.mine() && can('query:remove') ? [{ key: 'remove', label: t('workbench.remove') }] : []),
  ]);

  function tidy(tab: Tab): void {
    const next = formatDocument(tab.text);
    if (next === null) return void toast.warning(t('workbench.cannotFormat'));
    tab.text = next;
  }
  async function share(tab: Tab): Promise<void> {
    await copyText(`${location.origin}${location.pathname}#${shareHash(tab)}`);
    toast.success(t('workbench.shared'));
  }
  async function copy(tab: Tab, write: (body: object) => string): Promise<void> {
    const variables = readVariables(tab);
    if (!variables) return;
    await copyText(write({ query: tab.text, variables }));
    toast.success(t('graphql.curlCopied'));
  }
  async function remove(tab: Tab): Promise<void> {
    const one = open.saved();
    if (!one || !(await confirmAct(t('workbench.removeText', { name: one.name }), t('common.remove'), true))) return;
    const given = { id: one.id, expectedVersion: one.version };
    if (!(await act(RemoveSavedQueryDocument, given, t('workbench.removed')))) return;
    tab.savedId = null;
    await open.refetch();
  }
  async function choose(key: string): Promise<void> {
    const tab = open.tab();
    if (!tab) return;
    if (key === 'format') tidy(tab);
    else if (key === 'versions') open.showVersions();
    else if (key === 'schedule') open.showSchedule();
    else if (key === 'remove') await remove(tab);
    else if (key === 'share') await share(tab);
    else await copy(tab, key === 'curl' ? curlOf : fetchOf);
  }
  return { items, choose };
}
