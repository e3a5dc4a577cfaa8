import type { GraphQLSchema } from 'graphql';
import { ref, watch, type Ref } from 'vue';
import { emptyBuilt, FIRST, type Built } from './built';
import { headOf, readDocument } from './read';
import type { Problem } from './read-args';
import { missing, writeDocument } from './write';

export interface Builder {
  /** Null: the document cannot be shown by clicks. */
  built: Ref<Built | null>;
  problems: Ref<readonly Problem[]>;
  /** What is still needed before there is a question. */
  lacking: Ref<'columns' | 'keys' | ''>;
  change: (next: Partial<Built>) => void;
  /** Begins anew with records of another type. */
  begin: (type: string) => void;
}

/** A document as clicks see it. Each change writes the document anew; a document that somebody else changed is read again. */
export function useBuilder(schema: () => GraphQLSchema | null, text: Ref<string>): Builder {
  const built = ref<Built | null>(null);
  const problems = ref<readonly Problem[]>([]);
  const lacking = ref<'columns' | 'keys' | ''>('');
  let written: string | null = null;

  watch(
    [schema, text],
    ([known, now]) => {
      if (!known || now === written) return;
      const read = readDocument(known, now);
      built.value = read.built;
      problems.value = read.problems;
      lacking.value = '';
      written = now;
    },
    { immediate: true },
  );

  function put(next: Built): void {
    const known = schema();
    if (!known) return;
    built.value = next;
    problems.value = [];
    lacking.value = missing(next);
    // half a question is kept here until it is whole
    if (lacking.value) return;
    written = writeDocument(known, next, headOf(text.value));
    text.value = written;
  }
  return {
    built,
    problems,
    lacking,
    change: (next) => built.value && put({ ...built.value, ...next }),
    begin: (type) => {
      const mode = built.value?.mode ?? 'rows';
      put({ ...emptyBuilt(type), mode, first: FIRST[mode] });
    },
  };
}
