import type { Label } from '@dossier/shared';
import { parse, type GraphQLSchema } from 'graphql';
import { computed, type ComputedRef } from 'vue';
import { describedTable, wordsOf, type Result } from '../../graph/result/result';
import { tablesOf } from '../../graph/result/table';
import { useLabels } from '../../locales';
import { useValueText } from '../../ui/value/valueText';
import type { LabelOf } from './schema-index';
import { choicesOf, sourcesOf, titleOf } from './table';
import type { Answer } from './useRun';

export interface ShownResult {
  /** The lists of the answer. */
  results: ComputedRef<Result[]>;
  /** The one that is shown. */
  result: ComputedRef<Result | null>;
  titles: ComputedRef<string[]>;
  /** A value of a closed list is told in words; JSON has it as it is. */
  wordOf: (column: number, value: unknown) => unknown;
}

/** An answer in words: by the dictionary, else by the descriptions of the schema. `chosen`: path of the list that is shown. */
export function useResult(
  props: { readonly answer: Answer | null; readonly schema: GraphQLSchema | null; readonly label: LabelOf },
  chosen: () => string,
): ShownResult {
  const { locale } = useLabels();
  const write = useValueText();
  const sources = computed(() => {
    try {
      return props.schema && props.answer ? sourcesOf(props.schema, parse(props.answer.text)) : new Map();
    } catch {
      return new Map();
    }
  });
  const results = computed(() =>
    tablesOf(props.answer?.body.data ?? null).map((table): Result => {
      const result = describedTable(table, props.answer!.text, props.answer!.variables);
      const columns = result.columns.map((column) => {
        if (column.title) return column;
        const say = (language: 'zh' | 'en') => titleOf(table.path, column.key, sources.value, props.label, language);
        return { ...column, title: { zh: say('zh'), en: say('en') } };
      });
      return { ...result, columns };
    }),
  );
  const result = computed(() => results.value.find(({ path }) => path === chosen()) ?? results.value[0] ?? null);
  const titles = computed(() => (result.value?.columns ?? []).map(({ key, title }) => title?.[locale.value] || key));
  const choices = computed(() =>
    (result.value?.columns ?? []).map(({ key }) =>
      props.schema ? choicesOf(props.schema, result.value!.path, key, sources.value) : new Map<string, Label>(),
    ),
  );
  function wordOf(at: number, value: unknown): unknown {
    const column = result.value?.columns[at];
    const told = column && wordsOf(column, value, write, locale.value);
    return told || (typeof value === 'string' && choices.value[at]?.get(value)?.[locale.value]) || value;
  }
  return { results, result, titles, wordOf };
}
