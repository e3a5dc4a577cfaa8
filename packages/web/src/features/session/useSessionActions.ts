import { useApolloClient } from '@vue/apollo-composable';
import { faultOf } from '../../graph/fault';
import {
  ChangePasswordDocument,
  SignInDocument,
  SignOutDocument,
  SwitchDemoUserDocument,
  UpdatePreferencesDocument,
} from '../../gql/session';
import type { UserLocale, UserTheme } from '../../gql/types';
import { useText } from '../../locales';
import { usePreferences, type Theme } from '../../stores/preferences';
import { useSession } from '../../stores/session';
import { toast } from '../../ui/feedback/messages';
import { adopt } from './viewer';
import type { Locale } from '../../graph/format';

/** Why a sign-in did not go through. */
export interface SignInProblem {
  /** Of the list of codes, where the archive gave one. */
  code?: string;
  message: string;
}
export interface SessionActions {
  /** Null when it worked. */
  signIn: (userName: string, password: string, code?: string) => Promise<SignInProblem | null>;
  signOut: () => Promise<void>;
  /** Null when it worked, else the sentence to show. */
  changePassword: (currentPassword: string, newPassword: string, revokeTokens: boolean) => Promise<string | null>;
  switchDemoUser: (userName: string) => Promise<void>;
  setLocale: (locale: Locale) => void;
  setTheme: (theme: Theme) => void;
}

/** Signing in and out, another demo person, own language and theme. */
export function useSessionActions(): SessionActions {
  const { client } = useApolloClient();
  const session = useSession();
  const preferences = usePreferences();
  const { t } = useText();

  async function signIn(userName: string, password: string, code?: string): Promise<SignInProblem | null> {
    try {
      const before = session.user?.id;
      const { data } = await client.mutate({ mutation: SignInDocument, variables: { userName, password, code } });
      const answer = data?.signIn;
      if (!answer?.viewer?.user) return answer?.userErrors[0] ?? { message: t('signIn.failed') };
      if (before && before !== answer.viewer.user.id) await client.clearStore();
      adopt(answer.viewer);
      return null;
    } catch (error) {
      return { message: faultOf(error, t('error.offline')).message };
    }
  }

  async function signOut(): Promise<void> {
    const { data } = await client.mutate({ mutation: SignOutDocument }).catch(() => ({ data: null }));
    const { viewer } = session;
    session.set(
      data?.signOut?.viewer ? { ...viewer!, user: null, scopes: [] } : viewer && { ...viewer, user: null, scopes: [] },
    );
    await client.clearStore();
  }

  async function changePassword(
    currentPassword: string,
    newPassword: string,
    revokeTokens: boolean,
  ): Promise<string | null> {
    try {
      const { data } = await client.mutate({
        mutation: ChangePasswordDocument,
        variables: { currentPassword, newPassword, revokeTokens },
      });
      const answer = data?.changePassword;
      if (!answer?.viewer?.user) return answer?.userErrors[0]?.message ?? t('error.title');
      adopt(answer.viewer, false);
      toast.success(t('password.changed'));
      return null;
    } catch (error) {
      return faultOf(error, t('error.offline')).message;
    }
  }

  /** Everything on screen is asked again with the other person's rights. */
  async function switchDemoUser(userName: string): Promise<void> {
    try {
      const { data } = await client.mutate({ mutation: SwitchDemoUserDocument, variables: { userName } });
      const answer = data?.switchDemoUser;
      if (!answer?.viewer?.user) return toast.error(answer?.userErrors[0]?.message ?? t('signIn.failed'));
      await client.clearStore();
      adopt(answer.viewer, false);
      toast.success(t('user.switched', { name: answer.viewer.user.name }));
    } catch (error) {
      toast.error(faultOf(error, t('error.offline')).message);
    }
  }

  /** The screen changes at once; the account follows. */
  function setLocale(next: Locale): void {
    preferences.locale = next;
    keep({ locale: next === 'en' ? 'EN' : 'ZH' });
  }
  function setTheme(next: Theme): void {
    preferences.theme = next;
    keep({ theme: next.toUpperCase() as UserTheme });
  }
  function keep(variables: { locale?: UserLocale; theme?: UserTheme }): void {
    if (session.user) void client.mutate({ mutation: UpdatePreferencesDocument, variables }).catch(() => undefined);
  }

  return { signIn, signOut, changePassword, switchDemoUser, setLocale, setTheme };
}
