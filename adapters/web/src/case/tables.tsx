/// The rows that a case has collected, a section for each of its tables.
import { useSignal } from '@preact/signals';
import type { Case, Table } from '../api/contract';
import { DataTable } from '../parts/data_table';
import { title_of, words } from '../text/language';

const first_rows = 50;

function OneTable({ table }: { table: Table }) {
  const t = words.value.tables;
  const all = useSignal(false);
  const { rows } = table;
  const shown = all.value ? rows : rows.slice(0, first_rows);
  return (
    <section class="card" aria-labelledby={`table-${table.id}`}>
      <h2 id={`table-${table.id}`}>
        {title_of(table)} {rows.length > 0 && <span class="quiet">({t.rows(rows.length)})</span>}
      </h2>
      {table.basis && <p class="basis">{table.basis}</p>}
      {rows.length === 0 && <p class="quiet">{t.empty}</p>}
      {rows.length > 0 && (
        <DataTable caption={title_of(table)} columns={table.columns} rows={shown} />
      )}
      {shown.length < rows.length && (
        <button
          type="button"
          class="button small screen-only"
          onClick={() => {
            all.value = true;
          }}
        >
          {t.all(rows.length)}
        </button>
      )}
    </section>
  );
}

export function Tables({ file }: { file: Case }) {
  return (
    <>
      {file.tables.map((table) => (
        <OneTable key={table.id} table={table} />
      ))}
    </>
  );
}
