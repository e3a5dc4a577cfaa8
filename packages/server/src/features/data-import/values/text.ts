import type { KeywordField, ListField, TextField } from '@dossier/shared';
import type { Cell } from '../../../platform/sheet/sheet';
import { flatten, isBlankWord, nothing, read, unreadable, type ReadContext, type Reading } from './reading';

const DASHES = /^[-—–/\\.]+$/;

/** Free text as written; only a dash that stands for "nothing" is nothing. Line breaks stay where the field has lines. */
export function readText(field: TextField, cell: Cell): Reading {
  const text = cell.text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\ufeff]/g, '')
    .trim();
  if (text === '' || DASHES.test(text)) return nothing;
  return read(field.multiline ? text : text.replace(/\s*\n\s*/g, ' ').replace(/\t/g, ' '));
}

/** Codes, mails, addresses: half-width; digits that a sheet has already destroyed are named as such. */
export function readKeyword(field: KeywordField, cell: Cell, context: ReadContext): Reading {
  const text = flatten(cell).replace(/^'/, '');
  if (isBlankWord(text)) return nothing;
  if (/^\d(?:\.\d+)?e\+?\d{1,2}$/i.test(text)) return unreadable(context, 'SCIENTIFIC_NOTATION', text);
  if (cell.kind === 'number' && /^\d{16,}$/.test(text)) return unreadable(context, 'DIGITS_LOST', text);
  return read(field.format === 'creditCode' || field.format === 'legacyRegistration' ? text.replace(/\s/g, '') : text);
}

/** 重点、老客户；VIP → three entries. */
export function readList(_field: ListField, cell: Cell): Reading {
  const entries = flatten(cell)
    .split(/[,、;|/\n]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !isBlankWord(entry));
  return entries.length > 0 ? read(entries) : nothing;
}
