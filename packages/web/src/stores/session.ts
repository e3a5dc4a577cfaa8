import type { FieldRight, Range, Scope } from '@dossier/shared';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { setFieldRights } from '../graph/field-rights';
import { setBusinessDay } from '../graph/today';

export interface SessionUser {
  id: string;
  name: string;
  userName: string;
  /** Names of the roles, in the language of the sign-in. */
  roles: readonly { code: string; name: string }[];
}
export interface DemoUser {
  userName: string;
  name: string;
}
/** Who looks at the console, and what he may do. */
export interface Viewer {
  user: SessionUser | null;
  scopes: readonly Scope[];
  /** What is kept back, by `Entity.field`. */
  fieldRights: ReadonlyMap<string, FieldRight>;
  /** Whose customers are seen; several ranges add up. */
  customerRanges: readonly Range[];
  /** The archive's own date and where it holds. */
  day: { today: string; timeZone: string };
  /** Signed in with a one-time password. */
  mustChangePassword: boolean;
  /** Whose eyes one looks through; null usually. */
  viewingAs: { name: string; viewerName: string } | null;
  /** The role needs a second factor that is not there yet. */
  mustEnrolTotp: boolean;
  /** An identity provider is set up; the word on its button. */
  singleSignOn: { label: string | null } | null;
  demo: boolean;
  demoUsers: readonly DemoUser[];
  version: string | null;
}

/** The session as the console knows it. Requests that meet an ended session wait here until the person has signed in again. */
export const useSession = defineStore('session', () => {
  const viewer = ref<Viewer | null>(null);
  const expired = ref(false);
  /** The server did not answer when the console started. */
  const unreachable = ref(false);
  let waiting: (() => void)[] = [];

  const user = computed(() => viewer.value?.user ?? null);
  const scopes = computed<ReadonlySet<Scope>>(() => new Set(viewer.value?.scopes ?? []));

  /** Called by the client when the server no longer knows the session; resolves after a new sign-in. */
  function awaitRenewal(): Promise<void> {
    expired.value = true;
    return new Promise((resolve) => waiting.push(resolve));
  }

  /** A sign-in, a role switch or a sign-out has happened. */
  function set(next: Viewer | null): void {
    viewer.value = next;
    setFieldRights(next?.fieldRights ?? new Map());
    if (next) setBusinessDay(next.day);
    if (!next?.user) return;
    expired.value = false;
    const released = waiting;
    waiting = [];
    released.forEach((resume) => resume());
  }

  return { viewer, user, scopes, expired, unreachable, awaitRenewal, set };
});
