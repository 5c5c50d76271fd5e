/// One labelled field of a form. Errors and hints are tied to it for screen readers.
import { type ComponentChildren, toChildArray } from 'preact';
import { useId } from 'preact/hooks';
import { words } from '../text/language';

interface Frame {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  children: (ties: Ties) => ComponentChildren;
}

interface Ties {
  id: string;
  required: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

/// The label above, the control from `children`, the hint and the error below.
export function Field({ label, hint, error, required = false, children }: Frame) {
  const id = useId();
  const tied = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const ties: Ties = { id, required };
  if (tied) ties['aria-describedby'] = tied;
  if (error) ties['aria-invalid'] = true;
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required && (
          <span class="must" aria-hidden="true" title={words.value.common.required}>
            {' *'}
          </span>
        )}
      </label>
      {children(ties)}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

interface Switch {
  name?: string;
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Check({ name, label, checked, onChange }: Switch) {
  return (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/// A button that cannot be pressed twice: while busy it stays focusable and says what it does.
export function Submit(props: {
  busy: boolean;
  busy_label?: string;
  children: ComponentChildren;
  kind?: 'primary' | 'plain';
}) {
  const { busy, busy_label = words.value.case.sending, children, kind = 'primary' } = props;
  return (
    <button
      type="submit"
      class={`button ${kind === 'primary' ? 'primary' : ''}`}
      aria-disabled={busy}
      onClick={(event) => busy && event.preventDefault()}
    >
      {busy ? busy_label : children}
    </button>
  );
}

/// Search as one types. "/" anywhere on the page comes here.
export function SearchBox(props: {
  value: string;
  onInput: (text: string) => void;
}) {
  const t = words.value.common;
  return (
    <input
      type="search"
      class="search"
      data-search
      aria-label={t.search_hint}
      title={t.search_hint}
      placeholder={t.search_short}
      value={props.value}
      onInput={(event) => props.onInput(event.currentTarget.value)}
    />
  );
}

/// A choice among few, as joined buttons.
export function Segments<Value extends string>(props: {
  label: string;
  value: Value;
  options: { value: Value; label: ComponentChildren; class?: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <div class="segments" role="group" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          type="button"
          key={option.value}
          class={option.class ?? ''}
          aria-pressed={option.value === props.value}
          onClick={() => props.onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/// Pairs of a word and its meaning; those without content are left out.
export function Facts({ pairs }: { pairs: [string, ComponentChildren][] }) {
  const shown = pairs.filter(([, content]) => toChildArray(content).join('') !== '');
  return (
    <dl class="facts">
      {shown.map(([word, content]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{content}</dd>
        </div>
      ))}
    </dl>
  );
}
