import type { Field } from '@dossier/shared';
import type { Cell } from '../../../platform/sheet/sheet';
import { readBool, readChoice } from './choice';
import { readCode } from './code';
import { readDate } from './date';
import { readMoney } from './money';
import { readNumber } from './number';
import { flatten, isBlankWord, nothing, read, unreadable, type ReadContext, type Reading } from './reading';
import { readKeyword, readList, readText } from './text';

/** Reads a cell as a field of the dictionary wants it. What the archive itself judges (length, range …) is left to it. */
export function readField(field: Field, cell: Cell, context: ReadContext): Reading {
  if (cell.kind === 'error') return unreadable(context, 'IMPORT_FORMULA_ERROR', cell.text);
  switch (field.kind) {
    case 'text':
      return readText(field, cell);
    case 'keyword':
      return readKeyword(field, cell, context);
    case 'enum':
      return readChoice(field, cell, context);
    case 'bool':
      return readBool(cell, context);
    case 'code':
      return readCode(field, cell, context);
    case 'date':
      return readDate(cell, context);
    case 'money':
      return readMoney(cell, context);
    case 'int':
    case 'decimal':
      return readNumber(cell, context);
    case 'list':
      return readList(field, cell);
    default: {
      // References and instants need more than the cell; their callers go on from the text.
      const text = flatten(cell);
      return isBlankWord(text) ? nothing : read(text);
    }
  }
}
