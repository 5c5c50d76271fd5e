/// The rows that a case has collected, a section for each of its tables; long ones by pages,
/// with a search among all their rows.
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Case, Table } from '../api/contract';
import { fold, matches } from '../fold';
import { DataTable } from '../parts/data_table';
import { title_of, words } from '../text/language';

const page_rows = 50;

/// What a row says, folded once for every search.
function useTexts(rows: Table['rows'], is_wanted: boolean): string[] {
  return useMemo(
    () => (is_wanted ? rows.map((row) => fold(Object.values(row.shown).join(' '))) : []),
    [rows, is_wanted],
  );
}

function Rows({ table }: { table: Table }) {
  const t = words.value.tables;
  const { rows } = table;
  const wanted = useSignal('');
  const asked_from = useSignal(0);
  const texts = useTexts(rows, wanted.value !== '');
  const found = wanted.value ? rows.filter((_, at) => matches(wanted.value, texts[at])) : rows;
  const from = asked_from.value < found.length ? asked_from.value : 0;
  const to = Math.min(from + page_rows, found.length);
  const turn = (label: string, next: number) => (
    <button
      type="button"
      class="button small"
      disabled={next < 0 || next >= found.length}
      onClick={() => {
        asked_from.value = next;
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      {rows.length > page_rows && (
        <input
          type="search"
          class="search screen-only"
          aria-label={`${t.find}: ${title_of(table)}`}
          placeholder={t.find}
          value={wanted.value}
          onInput={(event) => {
            wanted.value = event.currentTarget.value;
            asked_from.value = 0;
          }}
        />
      )}
      <DataTable
        caption={title_of(table)}
        columns={table.columns}
        rows={found.slice(from, to)}
        all={rows}
      />
      {rows.length > page_rows && (
        <div class="turning" role="status">
          {turn(t.before, from - page_rows)}
          <span class="quiet">{to ? t.shown(from + 1, to, found.length) : t.none}</span>
          {turn(t.after, from + page_rows)}
        </div>
      )}
    </>
  );
}

export function Tables({ file }: { file: Case }) {
  const t = words.value.tables;
  return (
    <>
      {file.tables.map((table) => (
        <section class="card" aria-labelledby={`table-${table.id}`} key={table.id}>
          <h2 id={`table-${table.id}`}>
            {title_of(table)}{' '}
            {table.rows.length > 0 && <span class="quiet">({t.rows(table.rows.length)})</span>}
          </h2>
          {table.basis && <p class="basis">{table.basis}</p>}
          {table.rows.length > 0 ? <Rows table={table} /> : <p class="quiet">{t.empty}</p>}
        </section>
      ))}
    </>
  );
}
