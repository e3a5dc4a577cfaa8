import { overlay, press, pressFor, scrollTo, words } from './ways.mjs';

/** Forms that were sent too early, and what is asked before something goes. */
export const lacking = ({ customer }) =>
  [
    {
      name: 'schedule-faults',
      path: '/schedules',
      userName: 'analyst',
      open: async (page) => {
        await pressFor(['新建定时任务', 'New schedule'])(page);
        await press(['保存', 'Save'])(page);
      },
    },
    {
      name: 'settings-token-faults',
      path: '/settings',
      open: async (page) => {
        await pressFor(['新建令牌', 'New token'])(page);
        await page.locator('#token-expires').fill('');
        await page.locator('#token-expires').press('Enter');
        await press(['生成', 'Create'])(page);
      },
    },
    {
      name: 'user-faults',
      path: '/users',
      userName: 'admin',
      open: async (page) => {
        await pressFor(['新建用户', 'New user'])(page);
        await press(['保存', 'Save'])(page);
      },
    },
    {
      name: 'settings-totp-faults',
      path: '/settings',
      open: async (page) => {
        await pressFor(['设置两步验证', 'Set up two-step sign-in'])(page);
        await press(['下一步', 'Next'])(page);
      },
    },
    {
      name: 'customer-collaborators-faults',
      path: `/customers/${customer}`,
      open: async (page) => {
        await scrollTo('#related-collaborators')(page);
        await press(['添加协作人', 'Add collaborator'])(page);
      },
    },
    {
      name: 'customer-collaborators-remove',
      path: `/customers/${customer}`,
      open: async (page) => {
        await scrollTo('#related-collaborators')(page);
        await overlay(page, () =>
          page
            .locator('#related-collaborators')
            .getByRole('button', { name: words('删除', 'Remove') })
            .first()
            .click(),
        );
      },
    },
    {
      name: 'department-faults',
      path: '/departments',
      userName: 'admin',
      open: async (page) => {
        await pressFor(['新建部门', 'New department'])(page);
        await press(['保存', 'Save'])(page);
      },
    },
    {
      name: 'handover-faults',
      path: '/handovers/new',
      userName: 'admin',
      open: press(['交接客户', 'Hand customers over']),
    },
  ].map((place) => ({ picture: true, ...place }));
