/** The reveals of the last days, and the alarms about them, in the log; of one person where one is named. */
export const revealsOf = (personId?: string): string =>
  `/audit-log?verb=REVEAL,REVEAL_ALARM&on=LAST_7_DAYS${personId ? `&actor=${personId}` : ''}`;
export const revealsOfLate = revealsOf();
