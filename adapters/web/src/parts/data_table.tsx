/// Rows of a case's table on the page; it scrolls to the side inside its own box.
import type { Cell, Column, RowValues } from '../api/contract';
import { day, number } from '../text/format';
import { title_of, words } from '../text/language';

export interface TableRow {
  number: number;
  values: RowValues;
  /// As the server says it, where the page cannot: names of people.
  shown?: Record<string, string>;
}

function shown_cell(column: Column, value: Cell | undefined, shown: string | undefined): string {
  const t = words.value.common;
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (column.type === 'date') return day(String(value));
  if (typeof value === 'number') return number(value);
  const choice = column.choices.find((one) => one.value === value);
  return choice ? title_of(choice) : shown || String(value);
}

interface Props {
  caption: string;
  columns: Column[];
  rows: TableRow[];
}

export function DataTable({ caption, columns, rows }: Props) {
  return (
    <div class="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table class="data-table">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.value.tables.number}</th>
            {columns.map((one) => (
              <th scope="col" key={one.field} class={one.type === 'number' ? 'figure' : ''}>
                {title_of(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <th scope="row">{row.number}</th>
              {columns.map((one) => (
                <td key={one.field} class={`cell-${one.type}`}>
                  {shown_cell(one, row.values[one.field], row.shown?.[one.field])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
