import { onMounted, ref, type Ref } from 'vue';

export interface Sample {
  name: string;
  url: string;
}

/** The messy sample sheets that the server offers. */
export function useSamples(): Ref<Sample[]> {
  const samples = ref<Sample[]>([]);
  onMounted(async () => {
    const answer = await fetch('/imports/samples', {
      credentials: 'same-origin',
      headers: { 'x-requested-with': 'dossier' },
    }).catch(() => null);
    if (!answer?.ok) return;
    const { samples: names } = (await answer.json()) as { samples: string[] };
    samples.value = names.map((name) => ({ name, url: `/imports/samples/${encodeURIComponent(name)}` }));
  });
  return samples;
}
