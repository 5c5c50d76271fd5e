/// One input of an action: date, text, number, yes/no, choice, person, dossier items, rows.
import { useId } from 'preact/hooks';
import type { Case, Choice, Input, Person, Value } from '../api/contract';
import { useLoad } from '../api/load';
import { AnyInput } from '../parts/any_input';
import { DayInput } from '../parts/day_input';
import { Check, Field } from '../parts/field';
import { title_of, words } from '../text/language';
import { RowsInput } from './rows_input';

/// More rows than this nobody looks through.
const choices_max = 100;

interface Props {
  input: Input;
  file: Case;
  value: Value;
  error?: string | undefined;
  onChange: (value: Value) => void;
}

/// Whom the process offers; where it offers nobody by name, all who hold the role.
function usePeople(input: Input): Choice[] {
  const ask = input.type === 'person' && !input.choices?.length;
  const asked = new URLSearchParams({ role: input.role ?? input.field });
  if (input.agency) asked.set('agency', input.agency);
  const path = `/api/people?${asked}`;
  const loaded = useLoad<{ items: Person[] }>(ask ? path : null).value.value;
  const busy = (one: Person) => (one.open_cases > 0 ? ` · ${one.open_cases}` : '');
  return (loaded?.items ?? []).map((one) => ({
    value: one.id,
    title: `${one.name} – ${one.position}${busy(one)}`,
  }));
}

function choices_of(input: Input, file: Case, people: Choice[]): Choice[] {
  if (input.choices?.length) return input.choices;
  if (input.type === 'person') return people;
  if (input.type === 'row') return [];
  return file.dossier.items.map((item) => ({ ...item, value: item.id }));
}

function ManyChoices({ input, file, value, onChange }: Props) {
  const chosen = Array.isArray(value) ? value : [];
  return (
    <fieldset class="field">
      <legend>
        {title_of(input)}
        {input.required && <span class="must"> *</span>}
      </legend>
      {choices_of(input, file, []).map((choice) => (
        <Check
          key={choice.value}
          label={title_of(choice)}
          checked={chosen.includes(choice.value)}
          onChange={(on) => {
            const others = chosen.filter((one) => one !== choice.value);
            onChange(on ? [...others, choice.value] : others);
          }}
        />
      ))}
    </fieldset>
  );
}

function OneChoice({ input, file, value, error, onChange }: Props) {
  const choices = choices_of(input, file, usePeople(input));
  return (
    <Field label={title_of(input)} required={input.required} error={error}>
      {(ties) => (
        <select
          {...ties}
          name={input.field}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">{words.value.common.choose}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {title_of(choice)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/// Of a row given by its number: what the row says.
function row_hint({ type, choices = [] }: Input, value: Value): string | undefined {
  if (type !== 'row') return undefined;
  const chosen = choices.find((one) => one.value === String(value));
  return chosen ? title_of(chosen) : words.value.tables.row_of(choices.length);
}

/// A compulsory answer is given, never assumed: nothing is chosen at first.
function YesNo({ input, value, error, onChange }: Props) {
  const t = words.value.common;
  const id = useId();
  return (
    <fieldset class="field" aria-describedby={error ? id : undefined}>
      <legend>
        {title_of(input)}
        <span class="must" aria-hidden="true">
          {' *'}
        </span>
      </legend>
      <div class="yes-no">
        {[true, false].map((answer) => (
          <label class="check" key={String(answer)}>
            <input
              type="radio"
              name={input.field}
              aria-invalid={error ? true : undefined}
              checked={value === answer}
              onChange={() => onChange(answer)}
            />
            <span>{answer ? t.yes : t.no}</span>
          </label>
        ))}
      </div>
      {error && (
        <p class="field-error" id={id}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

function DayField({ input, value, error, onChange }: Props) {
  return (
    <Field label={title_of(input)} required={input.required} error={error}>
      {(ties) => (
        <DayInput
          {...ties}
          name={input.field}
          value={String(value ?? '')}
          onDay={onChange}
        />
      )}
    </Field>
  );
}

function Plain({ input, value, error, onChange }: Props) {
  const type = ['number', 'row'].includes(input.type) ? 'number' : 'text';
  const hint = row_hint(input, value);
  return (
    <Field label={title_of(input)} required={input.required} error={error} hint={hint}>
      {(ties) =>
        input.type === 'long-text' ? (
          <textarea
            {...ties}
            name={input.field}
            rows={4}
            value={String(value ?? '')}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <AnyInput
            {...ties}
            name={input.field}
            type={type}
            step={type === 'number' ? 'any' : undefined}
            value={String(value ?? '')}
            onText={onChange}
          />
        )
      }
    </Field>
  );
}

export function InputControl(props: Props) {
  const { input, value, onChange } = props;
  if (input.type === 'boolean' && input.required) return <YesNo {...props} />;
  if (input.type === 'boolean')
    return (
      <Check
        name={input.field}
        label={title_of(input)}
        checked={value === true}
        onChange={onChange}
      />
    );
  if (input.type === 'date') return <DayField {...props} />;
  if (input.type === 'dossier-items') return <ManyChoices {...props} />;
  if (input.type === 'rows')
    return (
      <RowsInput input={input} text={String(value ?? '')} error={props.error} onText={onChange} />
    );
  // A row of a table too long to choose from is given by its number.
  if (input.type === 'row' && (input.choices?.length ?? 0) > choices_max)
    return <Plain {...props} />;
  const is_choice = ['choice', 'person', 'dossier-item', 'row'].includes(input.type);
  return is_choice ? <OneChoice {...props} /> : <Plain {...props} />;
}
