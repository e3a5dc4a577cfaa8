/** Frame, sign-in, search and the words every screen shares. */
export const shell = {
  shell: {
    brand: 'Customer archive', home: 'Home', menu: 'Main menu', openMenu: 'Open the menu', breadcrumb: 'You are here', collapse: 'Collapse', expand: 'Expand the menu',
    create: 'New', skip: 'Skip to content', offline: 'The network is away. What is on screen stays; you can save once it is back.',
  },
  menu: {
    home: 'Home', customers: 'Customers', contacts: 'Contacts', contracts: 'Contracts', assessments: 'Assessments', scorecards: 'Scorecards', imports: 'Import', recycleBin: 'Recycle bin', settings: 'Settings',
    group: { archive: 'Archive', evaluation: 'Evaluation', data: 'Data', system: 'System' },
  },
  common: {
    save: 'Save', saved: 'Saved', cancel: 'Cancel', confirm: 'OK', close: 'Close', edit: 'Edit', remove: 'Remove', removedToBin: 'Moved to the recycle bin', more: 'More', back: 'Back',
    copy: 'Copy', copied: 'Copied', print: 'Print', reasonHint: 'The reason is kept in the trail', reasonNeeded: 'Give a reason',
  },
  value: { yes: 'Yes', no: 'No', empty: 'empty', gradeIs: 'Grade {grade}', notGraded: 'Not graded' },
  money: { wan: '万', yi: '亿', currency: 'Currency', unit: { yuan: 'Yuan', wan: '10,000', yi: '100 m' } },
  theme: { system: 'Follow the system', light: 'Light', dark: 'Dark', auto: 'Auto' },
  user: { menu: 'My menu', switch: 'Demo: look as someone else', now: 'now', switched: 'You are now {name}', language: 'Language', theme: 'Theme', signOut: 'Sign out' },
  signIn: {
    title: 'Sign in', lead: 'Enter the customer archive', userName: 'User name', password: 'Password', enter: 'Sign in', both: 'Give the user name and the password', failed: 'Signing in did not work; try again',
    demo: 'Demo data: enter as', expired: 'The session has ended', expiredText: 'Sign in again. Nothing you typed is lost.',
    slogan: 'The whole story of a customer in one file', sloganText: 'Registration, people, contracts and assessments, with a trail of every change.',
    about: { admin: 'All rights', manager: 'Approves contracts, keeps scorecards', sales: 'Keeps customers, contacts, contracts', analyst: 'Reads, exports, queries', auditor: 'Reads, sees the audit trail' },
  },
  password: {
    title: 'Change password', current: 'Current password', next: 'New password', again: 'New password again', rule: 'At least 10 characters', change: 'Change password', changed: 'Password changed; your other sessions have ended', differ: 'The two new passwords differ', all: 'Fill in the current and the new password',
    must: 'Change your password first', mustText: 'You signed in with a one-time password. Set your own to begin.',
  },
  search: {
    title: 'Search everything', prompt: 'Search customers, contacts, contracts', hint: 'A name, pinyin initials, a credit code, a phone number', recent: 'Lately viewed', none: 'Nothing found for “{words}”', searching: 'Searching…',
  },
  keys: {
    title: 'Keyboard', search: 'Search', create: 'New customer', next: 'Next record', previous: 'Previous record', open: 'Open the chosen row', edit: 'Edit this record', close: 'Close', save: 'Save the form',
    graphql: 'This page in GraphQL', run: 'Run the query', help: 'Show this list',
  },
  graphql: {
    open: 'This page in GraphQL', lead: 'The very query this page sends; change it and run it', document: 'Query', variables: 'Variables', answer: 'Answer', run: 'Run', reset: 'Reset', curl: 'Copy as curl',
    curlCopied: 'Copied; put your API token in place of $DOSSIER_TOKEN', badVariables: 'The variables are not valid JSON: {detail}',
  },
  error: {
    title: 'That did not work', retry: 'Try again', requestId: 'Request', copyId: 'Copy the request id', offline: 'The server cannot be reached; check the network and try again', noRight: 'You may not see this page', noRightText: 'Ask an administrator if you need it.',
  },
  notFound: { title: 'There is no such page', text: 'The link may be old, or the content has moved.', home: 'Home' },
  view: { options: 'View options', unit: 'Amounts in', density: 'Rows', roomy: 'Standard', compact: 'Compact' },
};
