import type { Messages } from '../zh';

/** The trail of records, former values, the archive as of a day. */
export const history: Pick<Messages, 'timeline' | 'restore' | 'asOf'> = {
  timeline: {
    anyField: 'All fields',
    anyone: 'Everyone',
    allOf: 'All of {name}',
    none: 'No changes like this',
    system: 'The archive',
    reason: 'Reason: {reason}',
    times: '({count})',
    allFields: 'Show all {count}',
    more: 'Earlier',
  },
  restore: {
    value: 'Bring back',
    before: 'Back to before this',
    not: 'stays',
    valueTitle: 'Bring back the former value of “{field}”',
    versionTitle: 'Bring back version {version}',
    now: 'Now',
    then: 'Will be',
    removes: 'Goes to the recycle bin',
    nothing: 'Everything is as it was then; there is nothing to bring back',
    onlyKept: 'Nothing of it can be brought back',
    kept: 'These differ from then, but cannot be brought back',
    reasonNeeded: 'Why this is right all the same',
    go: 'Bring back',
    done: 'Brought back',
  },
  asOf: {
    open: 'As of a day',
    pick: 'Choose a day',
    bar: 'The archive at the end of {day} (read only)',
    note: 'Rebuilt from the trail; people and scorecards are shown by their present names',
    back: 'Back to the present',
    missing: 'There was no such record on {day}',
    missingText: 'It was not yet made, or lay in the recycle bin',
    version: 'Version {version}',
  },
};
