import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** What somebody wants to take out: a list as it stands before him, or all rows of a query. */
export interface ExportAsk {
  title: string;
  /** Rows that it has now; null where only the run knows. */
  rows: number | null;
  list?: {
    plural: string;
    columns: readonly { key: string; label: string }[];
    chosen: readonly string[];
    filter: string | null;
    orderBy: string | null;
    search: string | null;
  };
  query?: { document: string; variables: string; root: string | null };
  /** How many rows the query itself asks for, where it says so; they can be all that is wanted. */
  own?: { count: number | null } | null;
}

/** Any screen asks for an export here; the shell shows the dialog. */
export const useExporting = defineStore('exporting', () => {
  const asked = shallowRef<ExportAsk | null>(null);
  return { asked };
});
