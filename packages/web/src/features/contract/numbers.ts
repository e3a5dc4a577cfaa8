/** Whether a text is a plain decimal number, as exact arithmetic takes it. */
export const isExactNumber = (text: string | null | undefined): text is string =>
  !!text && /^\d{1,15}(\.\d{1,10})?$/.test(text);
