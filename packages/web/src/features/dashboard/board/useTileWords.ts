import { wordsOf, type ResultColumn } from '../../../graph/result/result';
import { instantText, moneyText, withThousandsKept } from '../../../graph/format';
import { useLabels, useText } from '../../../locales';
import { useValueText } from '../../../ui/value/valueText';

/** How the cells and headings of a tile are written. */
export function useTileWords() {
  const { locale } = useLabels();
  const { t } = useText();
  const write = useValueText();

  /** A category as the chart writes it. */
  function say(column: ResultColumn, value: unknown): string {
    if (value === null || value === undefined || value === '') return t('chart.none');
    return wordsOf(column, value, write, locale.value) ?? String(value);
  }
  function cell(column: ResultColumn, row: Readonly<Record<string, unknown>>): string {
    const value = row[column.key];
    if (value === null || value === undefined) return '';
    const told = wordsOf(column, value, write, locale.value);
    if (told) return told;
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
    const text = String(value);
    // an amount of a record has its currency beside it
    const currency = column.currency ?? row[column.key.replace(/\.amount$/, '.currency')];
    if (column.role === 'figure' && column.field?.kind === 'money' && currency)
      return moneyText({ amount: text, currency: String(currency) });
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return instantText(text);
    return column.numeric ? withThousandsKept(text) : text;
  }
  const heading = ({ key, title }: ResultColumn): string => title?.[locale.value] || key.split('.').at(-1)!;
  return { say, cell, heading };
}
