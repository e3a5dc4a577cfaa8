/** Lists, filters, forms and records: the parts every entity shares. */
export const records = {
  list: {
    of: 'List: {entity}', keyword: 'Name, pinyin, code, phone', clear: 'Clear filters', clearOne: 'Clear', refresh: 'Refresh', sortHint: 'Click to sort; hold Shift for several columns', actions: 'Actions',
    pages: 'Pages', counting: 'Counting…', none: 'No records', range: '{from}–{to} of {total}', cut: 'up to page {pages}', cutHint: 'Narrow the list to reach later records',
    pageSize: 'Records per page', perPage: '{size} a page', previous: 'Previous page', next: 'Next page', pageNumber: 'Page', findOption: 'Find an option', noOption: 'No such option', chosen: '{first} and others ({count})',
    export: 'Export', exportXlsx: 'Excel: all records of this filter', exportCsv: 'CSV: all records of this filter',
  },
  columns: { choose: 'Choose columns', find: 'Find a column', shown: 'Shown', hidden: 'Others', reset: 'Back to default', up: 'Move up', down: 'Move down' },
  empty: { none: 'No records yet', noMatch: 'Nothing matches', noMatchText: 'Loosen or clear the filters.' },
  filter: {
    advanced: 'Advanced', title: 'Advanced filter', lead: 'Conditions on the record and on what is related to it; the count follows as you build.', active: 'Filters in use', all: 'All hold', any: 'Any holds', not: 'Negate',
    and: 'and', or: 'or', add: 'Add a condition', addGroup: 'Add a group', remove: 'Remove the condition', removeGroup: 'Remove the group', groupOf: 'Conditions on {entity}', findField: 'Find a field', related: 'Related records', operator: 'Operator', value: 'Value',
    from: 'From', to: 'To', count: 'Count', quantifier: 'How many', some: 'at least one', none: 'none', every: 'every one', countOf: '{relation}: {count} or more',
    clear: 'Clear', apply: 'Apply', matches: '{count} match',
  },
  operator: {
    eq: 'is', ne: 'is not', in: 'is one of', notIn: 'is none of', isNull: 'is empty', notNull: 'is not empty', contains: 'contains', startsWith: 'starts with', endsWith: 'ends with',
    gt: 'more than', gte: 'at least', lt: 'less than', lte: 'at most', between: 'between', relative: 'is in', has: 'has',
  },
  relative: {
    TODAY: 'today', YESTERDAY: 'yesterday', TOMORROW: 'tomorrow', THIS_WEEK: 'this week', THIS_MONTH: 'this month', THIS_QUARTER: 'this quarter', THIS_YEAR: 'this year', LAST_MONTH: 'last month', LAST_7_DAYS: 'the last 7 days',
    LAST_30_DAYS: 'the last 30 days', LAST_90_DAYS: 'the last 90 days', NEXT_7_DAYS: 'the next 7 days', NEXT_30_DAYS: 'the next 30 days', NEXT_90_DAYS: 'the next 90 days', PAST: 'the past', FUTURE: 'the future',
  },
  form: {
    sections: 'Sections', required: 'required', choose: 'Choose', chooseCode: 'Choose, or type a name', find: 'Type a name', finding: 'Looking…', noMatch: 'No such record', tagHint: 'Type and press Enter', addLine: 'Add: {what}', removeLine: 'Remove line {line}',
    dirty: 'Unsaved changes', clean: 'No changes', leave: 'Leave the page', leaveText: 'There are unsaved changes. A draft stays on this computer.',
    draftFound: 'There is an unsaved draft', draftRestore: 'Restore it', draftDiscard: 'Discard', overrideReason: 'It is right, because', overrideHint: 'With a reason it can be saved',
  },
  conflict: {
    title: 'Someone has just changed the same', lead: 'Choose which value to keep; your other changes are saved with it.', field: 'Field', original: 'Was', current: 'Theirs', yours: 'Yours', back: 'Back to the form', save: 'Save my choice',
  },
  record: {
    previous: 'Previous', next: 'Next', fullPage: 'Open the full page', missing: 'This record is not here', missingText: 'It was removed, or you may not see it.', emptyFields: '{count} empty', showEmpty: 'Show empty fields',
    tab: { facts: 'Facts', contacts: 'Contacts', contracts: 'Contracts', assessments: 'Assessments', timeline: 'Changes', customers: 'Customers' },
  },
  timeline: { filter: 'Show', all: 'All', none: 'No changes yet', system: 'The archive', reason: 'Reason: {reason}', allFields: 'Show all {count}', more: 'Earlier' },
  verb: { GRADE: 'graded: ', SUBMIT: 'submitted: ', APPROVE: 'approved: ', REJECT: 'rejected: ', WITHDRAW: 'withdrew: ', REVISE: 'revised: ', SIGN: 'signed: ', START: 'started: ', CHANGE: 'opened a change: ', CHANGE_STAGE: 'moved: ', RESUME: 'closed the change: ', COMPLETE: 'completed: ', ARCHIVE: 'archived: ', TERMINATE: 'terminated: ', VOID: 'voided: ', RENEW: 'renewed: ', BLACKLIST: 'blacklisted: ', UNBLACKLIST: 'took off the blacklist: ', PUBLISH: 'published: ', RETIRE: 'retired: ', REVOKE: 'revoked: ', SIGN_OUT: 'signed out', IMPORT: 'imported: ', CREATE: 'created: ', UPDATE: 'changed: ', REMOVE: 'removed: ', RESTORE: 'restored: ', EXPORT: 'exported: ', SIGN_IN: 'signed in' },
};
