/// Rows of a case's table on the page: columns that hold nothing yet are only named.
import type { Cell, Column, RowValues } from '../api/contract';
import { day, number } from '../text/format';
import { title_of, words } from '../text/language';
import { Grid } from './grid';

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
  /// Every row, where `rows` are some of them.
  all?: Pick<TableRow, 'values'>[];
}

export function DataTable({ caption, columns, rows, all = rows }: Props) {
  const t = words.value.tables;
  const is_used = ({ field }: Column) => all.some((row) => (row.values[field] ?? '') !== '');
  const used = columns.filter(is_used);
  const unused = columns.filter((one) => !used.includes(one));
  return (
    <>
      <Grid
        caption={caption}
        class="data-table"
        heads={[
          t.number,
          ...used.map((one) => ({ title: title_of(one), is_figure: one.type === 'number' })),
        ]}
      >
        {rows.map((row) => (
          <tr key={row.number}>
            <th scope="row">{row.number}</th>
            {used.map((one) => (
              <td key={one.field} class={`cell-${one.type}`}>
                {shown_cell(one, row.values[one.field], row.shown?.[one.field])}
              </td>
            ))}
          </tr>
        ))}
      </Grid>
      {unused.length > 0 && <p class="hint">{t.no_values(unused.map(title_of).join('; '))}</p>}
    </>
  );
}
