/// Rows of a table read from CSV or from what was copied out of a spreadsheet.
import type { Cell, Column, RowValues } from '../api/contract';
import { fold } from '../fold';
import { title_of, words } from '../text/language';

export const rows_max = 5000;

interface Line {
  /// Where it begins, from 1.
  number: number;
  cells: string[];
}

/// A sentence for the officer about a place in his list.
class Wrong extends Error {}

/// Of tab, semicolon and comma the one that stands most often in the first line, outside quotes.
function delimiter_of(text: string): string {
  const first = text.replace(/"[^"]*"/g, '').split('\n')[0] ?? '';
  const count = (one: string) => first.split(one).length;
  return ['\t', ';', ','].reduce((best, one) => (count(one) > count(best) ? one : best));
}

function lines_of(text: string): Line[] {
  const delimiter = delimiter_of(text);
  // A cell in quotes, or a bare one; then what ends it.
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\n]*))(${delimiter}|\\n|$)`, 'y');
  const lines: Line[] = [];
  let line: Line = { number: 1, cells: [] };
  let at_line = 1;
  while (true) {
    const found = cell.exec(text);
    if (!found) throw new Wrong(words.value.tables.quotes(line.number));
    const [whole, quoted, bare, end] = found;
    line.cells.push((quoted?.replaceAll('""', '"') ?? bare ?? '').trim());
    at_line += whole.split('\n').length - 1;
    if (end === delimiter) continue;
    if (line.cells.some(Boolean)) lines.push(line);
    if (end !== '\n') return lines;
    line = { number: at_line, cells: [] };
  }
}

function is_named(name: string, ...names: (string | undefined)[]): boolean {
  return names.some((one) => one && fold(one) === fold(name));
}

function columns_of(head: Line, columns: Column[]): Column[] {
  const t = words.value.tables;
  const known: Column[] = [];
  head.cells.forEach((name, at) => {
    const bare = name.replace(/ \(mã.*/, '');
    const column = columns.find((one) => is_named(bare, one.field, one.title, one.title_en));
    const place = t.place(head.number, at + 1);
    if (!column) throw new Wrong(place + t.no_column(name, columns.map(title_of).join(', ')));
    if (known.includes(column)) throw new Wrong(place + t.twice(name));
    known.push(column);
  });
  return known;
}

/// "4/5/2023", "04-05-2023" or "2023-05-04", if there is such a day.
function day_of(text: string): string | undefined {
  const spoken = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = spoken
    ? `${spoken[3]}-${spoken[2]?.padStart(2, '0')}-${spoken[1]?.padStart(2, '0')}`
    : text;
  const at = new Date(`${iso}T12:00:00Z`);
  const is_day = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso;
  return is_day ? iso : undefined;
}

function flag_of(text: string): boolean | undefined {
  if (['co', 'yes', 'true', 'x', '1'].includes(fold(text))) return true;
  return ['khong', 'no', 'false', '0'].includes(fold(text)) ? false : undefined;
}

/// The value that a cell means in this column; undefined when it means none.
function value_of(column: Column, text: string): Cell | undefined {
  if (column.type === 'date') return day_of(text);
  if (column.type === 'boolean') return flag_of(text);
  if (column.type === 'choice')
    return column.choices.find((one) => is_named(text, one.value, one.title, one.title_en))?.value;
  if (column.type !== 'number') return text;
  const number = /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function wanted_of(column: Column): string {
  const t = words.value.tables;
  const choices = column.choices.map(title_of).join(', ');
  return column.type === 'choice' ? t.one_of(choices) : (t.wants[column.type] ?? '');
}

function row_of(line: Line, columns: Column[]): RowValues {
  const t = words.value.tables;
  if (line.cells.length > columns.length)
    throw new Wrong(t.too_wide(line.number, line.cells.length, columns.length));
  const row: RowValues = {};
  line.cells.forEach((text, at) => {
    const column = columns[at];
    if (!column || !text) return;
    const value = value_of(column, text);
    if (value === undefined) {
      const place = t.place(line.number, at + 1, title_of(column));
      throw new Wrong(place + t.bad_cell(text, wanted_of(column)));
    }
    row[column.field] = value;
  });
  return row;
}

/// All rows, or the first thing that is wrong, with its line and column.
export function read_rows(given: string, columns: Column[]): { rows: RowValues[]; wrong?: string } {
  const t = words.value.tables;
  if (!given.trim()) return { rows: [] };
  if (given.includes('\ufffd')) return { rows: [], wrong: t.not_utf8 };
  try {
    const [head, ...lines] = lines_of(given.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
    if (!head) return { rows: [] };
    const known = columns_of(head, columns);
    if (lines.length === 0) return { rows: [], wrong: t.only_head };
    if (lines.length > rows_max) return { rows: [], wrong: t.too_many(lines.length, rows_max) };
    return { rows: lines.map((line) => row_of(line, known)) };
  } catch (fault) {
    if (fault instanceof Wrong) return { rows: [], wrong: fault.message };
    throw fault;
  }
}
