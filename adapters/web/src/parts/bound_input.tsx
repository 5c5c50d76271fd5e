/// A labelled input that writes what is typed into the signal it shows.
import { Field } from './field';

export function BoundInput(props: {
  label: string;
  value: { value: string };
  is_number?: boolean;
  required?: boolean;
}) {
  const { label, value, is_number, required } = props;
  return (
    <Field label={label} required={required}>
      {(ties) => (
        <input
          {...ties}
          inputMode={is_number ? 'decimal' : 'text'}
          value={value.value}
          onInput={(event) => {
            value.value = event.currentTarget.value;
          }}
        />
      )}
    </Field>
  );
}
