/** Hands a text to the reader as a file; its name is the title as far as file names go. */
export function saveFile(title: string, kind: 'csv' | 'json', text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: kind === 'csv' ? 'text/csv' : 'application/json' }));
  link.download = `${title.replace(/[\\/:*?"<>|]/g, ' ').trim() || 'result'}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
