import { defineAsyncComponent } from 'vue';
import type { Feature } from '../../feature';
import { bankAccountEntity } from './bank-account.entity';

export const feature: Feature = {
  name: 'bank-account',
  entities: [bankAccountEntity],
  pages: { BankAccount: (id) => `/bank-accounts/${id}/edit` },
  routes: [
    {
      path: '/bank-accounts/new',
      component: () => import('./BankAccountFormPage.vue'),
      meta: { title: 'bankAccount.new', scope: 'bankAccount:create', parent: '/customers' },
    },
    {
      path: '/bank-accounts/:id/edit',
      component: () => import('./BankAccountFormPage.vue'),
      props: true,
      meta: { title: 'bankAccount.edit', scope: 'bankAccount:update', parent: '/customers' },
    },
  ],
  related: [
    {
      of: 'Customer',
      name: 'bankAccounts',
      order: 40,
      scope: 'bankAccount:read',
      component: defineAsyncComponent(() => import('./BankAccountsOfCustomer.vue')),
    },
  ],
};
