/// The form of one action, built from the inputs the process declares.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { post } from '../api/client';
import type { Acted, Action, Input, RowValues, Value } from '../api/contract';
import { read_rows } from '../parts/csv';
import { type Typed, useTyped } from '../parts/draft';
import { Field, Submit } from '../parts/field';
import { ProblemNote } from '../parts/notice';
import { useSending } from '../parts/sending';
import { title_of, words } from '../text/language';
import type { OnCase } from './case_view';
import { InputControl } from './input_control';

/// A field of the note that cannot collide with a field of a process ([a-z_] only).
const note_field = ':note';

function first_values(action: Action): Typed {
  const values: Typed = { [note_field]: '' };
  for (const input of action.inputs) {
    const empty: Value = input.type === 'boolean' && !input.required ? false : '';
    values[input.field] = input.type === 'rows' ? '' : (input.value ?? empty);
  }
  return values;
}

function is_empty(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || String(value).trim() === '';
}

/// What the server gets: numbers as numbers, rows as objects, nothing for what was left empty.
export function sent_data(inputs: Input[], typed: Typed): Record<string, Value | RowValues[]> {
  const data: Record<string, Value | RowValues[]> = {};
  for (const { field, type, columns = [] } of inputs) {
    const value = typed[field];
    if (is_empty(value)) continue;
    if (type === 'rows') data[field] = read_rows(String(value), columns).rows;
    else data[field] = type === 'number' || type === 'row' ? Number(value) : (value as Value);
  }
  return data;
}

/// The titles of what is compulsory and still empty.
function missing_fields(action: Action, typed: Typed): string[] {
  const missing = action.inputs.filter((one) => one.required && is_empty(typed[one.field]));
  const fields = missing.map((one) => one.field);
  if (action.note === 'required' && is_empty(typed[note_field])) fields.push(note_field);
  return fields;
}

function has_wrong_rows(action: Action, typed: Typed): boolean {
  const rows = action.inputs.filter((one) => one.type === 'rows');
  return rows.some((one) => read_rows(String(typed[one.field] ?? ''), one.columns ?? []).wrong);
}

interface NoteProps {
  action: Action;
  value: string;
  error?: string | undefined;
  onInput: (text: string) => void;
}

function NoteField(props: NoteProps) {
  const t = words.value.case;
  if (props.action.note === 'none') return null;
  const required = props.action.note === 'required';
  return (
    <Field label={required ? t.note_required : t.note} required={required} error={props.error}>
      {(ties) => (
        <textarea
          {...ties}
          name="note"
          rows={2}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface Props {
  action: Action;
  on: OnCase;
  onDone: (acted: Acted) => void;
  onClose: () => void;
}

export function ActionForm({ action, on, onDone, onClose }: Props) {
  const { file } = on;
  const t = words.value;
  const form = useRef<HTMLFormElement>(null);
  const { values, set, forget } = useTyped(`${file.id}.${action.event}`, first_values(action));
  const { busy, problem, run } = useSending();
  const missing = useSignal<string[]>([]);
  const typed = values.value;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
  }, []);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [missing.value]);

  const error_of = (field: string, title: string) =>
    missing.value.includes(field) && is_empty(typed[field]) ? t.common.missing(title) : undefined;

  const submit = async () => {
    missing.value = missing_fields(action, typed);
    if (missing.value.length > 0 || has_wrong_rows(action, typed)) return;
    const note = String(typed[note_field] ?? '');
    const data = sent_data(action.inputs, typed);
    const sent = { event: action.event, data, note, version: file.version };
    await run(sent, async (attempt) => {
      const acted = await post<Acted>(`/api/cases/${file.id}/actions`, sent, attempt);
      forget();
      onDone(acted);
    });
    if (['conflict', 'wrong_state'].includes(problem.peek()?.reason ?? '')) on.reload();
  };

  return (
    <form
      ref={form}
      class="form action-form"
      noValidate
      aria-label={title_of(action)}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {action.inputs.map((input) => (
        <InputControl
          key={input.field}
          input={input}
          file={file}
          value={typed[input.field] ?? ''}
          error={error_of(input.field, title_of(input))}
          onChange={(value) => set(input.field, value)}
        />
      ))}
      <NoteField
        action={action}
        value={String(typed[note_field] ?? '')}
        error={error_of(note_field, t.case.note_required)}
        onInput={(text) => set(note_field, text)}
      />
      <ProblemNote problem={problem.value} />
      {problem.value?.reason === 'conflict' && <p class="hint">{t.problem.conflict}</p>}
      <div class="form-end">
        <Submit busy={busy.value}>{title_of(action)}</Submit>
        <button type="button" class="button plain" onClick={onClose}>
          {t.common.cancel}
        </button>
      </div>
    </form>
  );
}
