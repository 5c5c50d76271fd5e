/// The page's words about the tables of a case and about campaigns, in English.
import type { campaigns_vi, tables_vi } from './lists_vi';

export const tables_en: typeof tables_vi = {
  number: 'No.',
  rows: (n) => (n === 1 ? '1 row' : `${n} rows`),
  empty: 'No row yet.',
  find: 'Search the table',
  shown: (from, to, all) => `Rows ${from}–${to} of ${all}`,
  none: 'No row fits.',
  row_of: (n) => `The number of the row, 1 to ${n}.`,
  before: 'Back',
  after: 'Next',
  no_values: (names) => `Empty columns: ${names}.`,
  file: (title) => `Or choose a CSV file: ${title}`,
  template: 'Download a sample CSV',
  hint: (names) =>
    `Paste from a spreadsheet or type CSV (; , or tab); the first line names the columns: ${names}.`,
  ready: (n) => (n === 1 ? '1 row will be sent.' : `${n} rows will be sent.`),
  first: (n) => `The first ${n} rows are below.`,
  preview: (title) => `Preview: ${title}`,
  place: (line, column, title = '') => `Line ${line}, column ${column}${title && ` (${title})`}: `,
  quotes: (line) => `Line ${line}: a quote stands where none may, or was not closed.`,
  no_column: (name, names) =>
    `“${name}” is no column of the table; the first line names the columns: ${names}.`,
  twice: (name) => `the column “${name}” stands there twice.`,
  too_wide: (line, cells, columns) =>
    `Line ${line} has ${cells} cells, the first line names ${columns} columns.`,
  bad_cell: (text, wanted) => `${wanted}; found “${text}”.`,
  one_of: (names) => `expected one of: ${names}`,
  wants: {
    date: 'expected a date such as 04/05/2023',
    boolean: 'expected “yes” or “no”',
    number: 'expected a number',
  },
  not_utf8: 'The file is not UTF-8; save it as “CSV UTF-8”.',
  only_head: 'There is only the line of column names, no row yet.',
  too_many: (n, max) =>
    `There are ${n} rows; at most ${max} can be sent at once. Send them in parts.`,
};

export const campaigns_en: typeof campaigns_vi = {
  title: 'Campaigns',
  intro: 'Cases that opened a case for each row of a list, and how those go.',
  empty: 'No campaign yet.',
  empty_hint: 'Cases that open many others stand here.',
  done: (percent) => `${percent}% closed`,
  counts: (closed, count) => `${closed} of ${count} cases`,
  late: (n) => (n === 1 ? '1 case overdue' : `${n} cases overdue`),
  by_stage: 'By stage',
  by_agency: 'By agency',
  stage: 'Stage',
  agency: 'Agency',
  count: 'All',
  open: 'Open',
  closed: 'Closed',
  overdue: 'Overdue',
  children: 'Child cases',
  only_overdue: 'Overdue only',
  unseen: (n) => `${n} more are not yours to see.`,
  no_children: 'No child case fits.',
  chased: 'Letters that chase',
  to_case: 'To the parent case',
  progress: 'Progress of the child cases',
  opened: (n) => `${n} child ${n === 1 ? 'case was' : 'cases were'} opened; see the progress`,
};
