import type { ApolloClient } from '@apollo/client/core';
import type { Range, Scope } from '@dossier/shared';
import { ViewerDocument } from '../../gql/session';
import type { ViewerPartsFragment } from '../../gql/types';
import { usePreferences } from '../../stores/preferences';
import { useSession, type Viewer } from '../../stores/session';

/** The graph's viewer as the session keeps it. */
export function toViewer(parts: ViewerPartsFragment): Viewer {
  const { user } = parts;
  return {
    user:
      user?.name && user.userName
        ? {
            id: user.id,
            name: user.name,
            userName: user.userName,
            roles: parts.roles.map(({ code, name }) => ({ code, name })),
          }
        : null,
    scopes: (parts.scopes ?? []) as Scope[],
    fieldRights: new Map(parts.fieldRights.map(({ entity, field, right }) => [`${entity}.${field}`, right])),
    customerRanges: parts.customerRanges as Range[],
    day: { today: parts.today, timeZone: parts.timeZone },
    mustChangePassword: parts.mustChangePassword,
    viewingAs: parts.viewingAs ? { name: parts.viewingAs.name, viewerName: parts.viewingAs.viewerName } : null,
    mustEnrolTotp: parts.mustEnrolTotp,
    singleSignOn: parts.singleSignOn,
    demo: parts.demo === true,
    demoUsers: (parts.demoUsers ?? []).map(({ userName, name }) => ({ userName, name })),
    version: parts.version ?? null,
  };
}

/** Takes over who is looking, with the language and theme of the account. */
export function adopt(parts: ViewerPartsFragment, looks = true): void {
  const viewer = toViewer(parts);
  useSession().set(viewer);
  if (!viewer.user || !looks) return;
  const preferences = usePreferences();
  preferences.locale = parts.locale === 'EN' ? 'en' : 'zh';
  preferences.theme = parts.theme.toLowerCase() as 'system' | 'light' | 'dark';
}

/** Asks who is signed in; also what the sign-in page offers in demo mode. */
export async function loadViewer(client: ApolloClient<unknown>): Promise<void> {
  const { data } = await client.query({ query: ViewerDocument, fetchPolicy: 'network-only' });
  if (data.viewer) adopt(data.viewer);
}
