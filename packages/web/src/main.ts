import './styles/index.css';
import { DefaultApolloClient, provideApolloClient } from '@vue/apollo-composable';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { client } from './app/client';
import { relatedLists } from './app/features';
import { lookup } from './app/lookup';
import { router } from './app/router';
import { loadViewer } from './features/session';
import { i18n, setLocale } from './locales';
import { usePreferences } from './stores/preferences';
import { useSession } from './stores/session';
import { lookupKey } from './ui/lookup';
import { relatedKey } from './ui/related';

const app = createApp(App);
app.use(createPinia());
app.use(i18n);
app.provide(DefaultApolloClient, client);
app.provide(lookupKey, lookup);
app.provide(relatedKey, relatedLists);
provideApolloClient(client);

/** The session is asked for first, so that the first page drawn is the right one. */
async function start(): Promise<void> {
  await Promise.all([
    setLocale(usePreferences().locale),
    loadViewer(client).catch(() => (useSession().unreachable = true)),
  ]);
  // the account may speak another language than this browser did
  await setLocale(usePreferences().locale);
  app.use(router);
  await router.isReady();
  app.mount('#app');
}
void start();
