/** Words of single features. */
export const features = {
  home: {
    hello: 'Good {part}, {name}', morning: 'morning', noon: 'day', afternoon: 'afternoon', evening: 'evening', lead: 'Today is {date}',
    attention: 'Worth a look', attentionNone: 'Nothing needs special attention now', figures: 'The archive', recent: 'Recent changes', composition: 'Composition', byGrade: 'By grade', byStage: 'By stage', byRegion: 'By region', byIndustry: 'By industry',
    sample: 'Try the import', sampleText: 'Download a sheet as messy as real ones, and see how headers, amounts and dates are understood.', sampleImport: 'Go to import', seeAll: 'See all', seeding: 'Preparing demo data: {done} / {total}',
    inForce: 'Contracts in force', today: 'today', tomorrow: 'tomorrow', inDays: 'in {days} days', expiring: '“{name}” expires {when}', silent: '{name}: silent for {days} days', silentText: 'A cooperating customer; get in touch', pending: '{count} contracts wait for approval', reviewDue: '{count} customers are due for review', reviewDueText: 'The oldest is {name}, due {on}', codeKept: '{name}: credit code kept in spite of its check character', allOf: 'all {count}', 
    others: 'Others',
  },
  customer: {
    new: 'New customer', edit: 'Edit customer', card: 'Customer card', cardLead: 'One page of A4, to print or to save as PDF.', cardUpdated: 'Updated {at}', cardPrinted: 'Printed by {name} on {on}', cardSign: 'Signature: ＿＿＿＿＿＿＿＿',
    formerly: 'Formerly {names}', copyCode: 'Copy the credit code', blacklisted: 'Blacklisted', owner: 'Owner {name}', capital: 'Registered capital', score: 'Latest score', contracts: 'Contracts', contacts: 'Contacts',
    completeness: '{share}% complete', missing: 'Still missing: {names}', complete: 'Nothing is missing', stageTo: 'Move to: {stage}', stageChanged: 'Stage changed', blacklistOn: 'Put on the blacklist', blacklistOff: 'Take off the blacklist',
    removeTitle: 'Remove “{name}” with its contacts, contracts and assessments', duplicates: 'This customer may exist already:', level: { SAME_CODE: 'same code', SAME_NAME: 'same name', SIMILAR: 'similar name' },
    emptyTitle: 'No customers yet', emptyText: 'Create the first one, or import a list from Excel.',
  },
  contact: {
    new: 'New contact', edit: 'Edit contact', primary: 'Primary contact', removeText: 'Remove “{name}”? It can be restored from the recycle bin.', emptyTitle: 'No contacts yet', emptyText: 'Add them on a customer’s page, or import them with the customers.',
  },
  contract: {
    new: 'New contract', edit: 'Edit contract', renew: 'Renew', items: 'Items', noItems: 'No items', addItem: 'Add a line', pasteHint: 'Copy rows from Excel and paste them into the product column', net: 'Net', tax: 'Tax', total: 'Total',
    steps: 'Way of the contract', daysLeft: '{days} days left', daysOver: '{days} days over', reason: 'Reason: {reason}', chain: 'Renewals', renewedFrom: 'Renewed from', renewedBy: 'Renewed by',
    signText: 'Sign with the date {on}?', verbText: '{verb}: {name}', removeTitle: 'Remove contract “{name}”', emptyTitle: 'No contracts yet', emptyText: 'Create one, here or on a customer’s page.',
  },
  assessment: {
    new: 'New assessment', steps: 'How it was reckoned', judge: 'Judged by you', live: 'Result so far', liveText: 'Figures of the archive are an estimate; saving reckons them again.', weight: 'weight {weight}', note: 'Note (optional)', missing: 'missing', vetoed: 'Veto: {rule}',
    toCustomer: 'See the customer', removeTitle: 'Remove this assessment', emptyTitle: 'No assessments yet', emptyText: 'An assessment updates the customer’s grade.',
  },
  scorecard: {
    new: 'New scorecard', edit: 'Edit scorecard', next: 'New version', lead: 'A published scorecard never changes; make a new version instead.', version: 'Version {no}', publish: 'Publish', publishText: 'It cannot be changed afterwards, and the version before is retired.', published: 'Published', publishedAt: 'Published',
    whenMissing: 'When missing: {treatment}', dimension: 'Dimension {no}', addDimension: 'Add a dimension', sum: 'Weights {sum} / 100', emptyTitle: 'No scorecards yet',
  },
  import: {
    start: 'Import from a sheet', title: 'Import customers', lead: '.xlsx and .csv (UTF-8, GBK, UTF-16). Headers in any order; title rows, blank rows, full-width digits, “1,200万元” and “2024年3月5日” are understood.',
    drop: 'Drop a file here, or', choose: 'choose one', template: 'Blank template', another: 'Another file', orSample: 'Nothing at hand? Try a sample:', onDuplicate: 'When a customer exists', dryRun: 'Dry run first (checks, writes nothing)', uploading: 'Uploading…', check: 'Dry run', run: 'Import', runAll: 'Import {count} rows', again: 'Choose the same file again to import it', history: 'Earlier imports', historyNone: 'Nothing was imported yet',
    mapping: 'Headers', column: 'Column', header: 'Header', target: 'Goes to', ignored: 'not imported', results: 'Row by row', row: 'Row', outcome: 'Outcome', name: 'Customer', problems: 'Notes', onlyProblems: 'Only rows with problems', none: 'No such rows', errorFile: 'Download the failed rows (original + reason)',
    rowsDone: '{done} / {total} rows', isDryRun: 'dry run', leave: 'You may leave this page; the import goes on.', failed: 'The import did not finish', messages: 'Notes', finished: 'Import finished', checked: 'Check finished', file: 'File', tooBig: 'The file is too large; import it in parts', wrongType: 'Choose an .xlsx or .csv file',
  },
  bin: { lead: 'Removed records stay here and can be restored; a customer comes back with the contacts, contracts and assessments that went with it.', restore: 'Restore', restored: 'Restored', empty: 'The recycle bin is empty', emptyText: 'Removed records appear here.' },
  settings: { look: 'Display', me: 'My account', role: 'Role', rights: 'Rights', version: 'Version' },
  token: {
    title: 'API tokens', lead: 'Let a script use the graph in your name, with no more than your rights.', new: 'New token', name: 'Purpose', nameHint: 'For example: monthly report', expiresOn: 'Expires on', state: 'State', lastUsed: 'Last used', none: 'No tokens yet', both: 'Give the purpose and the last day',
    create: 'Create', once: 'The token is shown this once; keep it now.', kept: 'I have kept it', revoke: 'Revoke', revokeText: 'Scripts that use “{name}” stop working at once.', revoked: 'Revoked', active: 'Active', expired: 'Expired',
  },
};
