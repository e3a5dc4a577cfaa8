import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { useText } from '../../../locales';
import { loadGraphClient } from '../../workbench';
import { withConditions } from './conditions';
import { readAnswer, type TileAnswer } from './tile';

export interface KeptQuery {
  id: string;
  name: string;
  document?: string | null;
  visibility?: string | null;
  parameters?: readonly { name: string; label?: string | null; defaultValue?: string | null }[] | null;
}
interface Body {
  data?: unknown;
  errors?: readonly { message: string }[];
}

const TYPING_MS = 300;
const parsed = (json: string | null | undefined): Record<string, unknown> => {
  try {
    return JSON.parse(json || '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
};
/** The parameters of a query as a tile runs it. */
export function variablesFor(query: KeptQuery, own: string | null): Record<string, unknown> {
  const defaults = (query.parameters ?? []).flatMap(({ name, defaultValue }) =>
    defaultValue ? [[name, JSON.parse(defaultValue) as unknown] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...parsed(own) };
}

type InTurn = (work: () => Promise<void>) => Promise<void>;

/** Runs the query of a tile as the one who looks; `inTurn`: when its turn has come, else at once. */
export function useTileAnswer(
  asked: () => { query: KeptQuery | null; variables: string | null },
  inTurn: InTurn = (work) => work(),
): {
  answer: ShallowRef<TileAnswer | null>;
  fault: Ref<string>;
  running: Ref<boolean>;
  run: () => Promise<void>;
} {
  const { t } = useText();
  const answer = shallowRef<TileAnswer | null>(null);
  const fault = ref('');
  const running = ref(false);
  let latest = 0;

  async function run(): Promise<void> {
    const { query, variables } = asked();
    const turn = ++latest;
    if (!query?.document) return void (answer.value = null);
    running.value = true;
    try {
      const given = variablesFor(query, variables);
      await inTurn(async () => {
        // asked anew while it waited, or nobody looks any more
        if (turn === latest) await ask(query.document!, given, turn);
      });
    } catch {
      if (turn !== latest) return;
      fault.value = t('error.offline');
      answer.value = null;
    } finally {
      if (turn === latest) running.value = false;
    }
  }
  async function ask(document: string, given: Record<string, unknown>, turn: number): Promise<void> {
    const { post } = await loadGraphClient();
    const { body } = await post(withConditions(document), given);
    if (turn !== latest) return;
    const { data, errors } = JSON.parse(body) as Body;
    fault.value = errors?.[0]?.message ?? '';
    answer.value = errors?.length ? null : readAnswer(data, document, given);
  }
  // parameters are typed letter by letter
  let soon: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => JSON.stringify([asked().query?.id, asked().query?.document, asked().variables]),
    (_, before) => {
      clearTimeout(soon);
      soon = setTimeout(() => void run(), before === undefined ? 0 : TYPING_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(soon);
    latest++;
  });
  return { answer, fault, running, run };
}
