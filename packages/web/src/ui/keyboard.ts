/** Whether a key belongs to what the person is writing, not to the page. */
export function isTyping(event: Event): boolean {
  const target = event.target as HTMLElement | null;
  return !!target?.closest?.(
    'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], .cm-editor, [role="listbox"], .el-overlay',
  );
}
