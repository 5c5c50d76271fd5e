/// Many rows at once: a CSV file or a paste from a spreadsheet, looked at before it is sent.
import { useMemo } from 'preact/hooks';
import type { Input } from '../api/contract';
import { read_rows } from '../parts/csv';
import { DataTable } from '../parts/data_table';
import { Field } from '../parts/field';
import { language, title_of, words } from '../text/language';

const preview_rows = 20;

interface Props {
  input: Input;
  text: string;
  error?: string | undefined;
  onText: (text: string) => void;
}

function Preview({ input, text }: { input: Input; text: string }) {
  const t = words.value.tables;
  const columns = input.columns ?? [];
  const { rows, wrong } = useMemo(() => read_rows(text, columns), [text, language.value]);
  if (wrong || rows.length === 0) return null;
  const shown = rows.slice(0, preview_rows).map((values, at) => ({ number: at + 1, values }));
  return (
    <>
      <p class="hint">
        <b>{t.ready(rows.length)}</b> {rows.length > preview_rows && t.first(preview_rows)}
      </p>
      <DataTable
        caption={t.preview(title_of(input))}
        columns={columns}
        rows={shown}
        all={rows.map((values) => ({ values }))}
      />
    </>
  );
}

export function RowsInput({ input, text, error, onText }: Props) {
  const t = words.value.tables;
  const columns = input.columns ?? [];
  const wrong = useMemo(() => read_rows(text, columns).wrong, [text, language.value]);
  const names = columns.map(title_of).join('; ');
  const head = columns.map((one) => `"${title_of(one)}"`).join(';');
  return (
    <div class="rows-input">
      <Field
        label={title_of(input)}
        hint={t.hint(names)}
        required={input.required}
        error={wrong ?? error}
      >
        {(ties) => (
          <textarea
            {...ties}
            name={input.field}
            rows={5}
            wrap="off"
            spellcheck={false}
            value={text}
            onInput={(event) => onText(event.currentTarget.value)}
          />
        )}
      </Field>
      <p>
        <a href={`data:text/csv,${encodeURIComponent(`\ufeff${head}`)}`} download="mau.csv">
          {t.template}
        </a>
      </p>
      <Field label={t.file(title_of(input))}>
        {(ties) => (
          <input
            {...ties}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              void file?.text().then(onText);
            }}
          />
        )}
      </Field>
      <div role="status">
        <Preview input={input} text={text} />
      </div>
    </div>
  );
}
