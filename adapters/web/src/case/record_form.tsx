/// Recording that a paper of the dossier has come, or taking such a record back.
import { useSignal } from '@preact/signals';
import { post } from '../api/client';
import type { Acted, Action, DossierItem } from '../api/contract';
import { DayInput } from '../parts/day_input';
import { Field, Submit } from '../parts/field';
import { ProblemNote } from '../parts/notice';
import { useSending } from '../parts/sending';
import { title_of, words } from '../text/language';
import type { OnCase } from './case_view';

interface Props {
  item: DossierItem;
  action: Action;
  on: OnCase;
  onClose: () => void;
}

/// What was demanded on paper can only come on paper; the rest may come either way.
function forms_of(item: DossierItem): string[] {
  return item.form === 'paper' ? ['paper'] : ['electronic', 'paper'];
}

export function form_words(form: string): string {
  const known: Record<string, string> = words.value.case.form;
  return known[form] ?? form;
}

export function RecordForm({ item, action, on, onClose }: Props) {
  const t = words.value.case;
  const taking_back = item.received;
  const form = useSignal(forms_of(item)[0] ?? '');
  const received_on = useSignal(on.me.today);
  const note = useSignal('');
  const { busy, problem, run } = useSending();
  const title = `${taking_back ? t.unreceive : t.receive}: ${title_of(item)}`;
  const must_say_why = action.note === 'required';
  const send = () => {
    const came = { form: form.value, received_on: received_on.value };
    const data = { item: item.id, received: !taking_back, ...(taking_back ? {} : came) };
    const sent = { event: action.event, data, note: note.value };
    return run(sent, async (attempt) => {
      const acted = await post<Acted>(`/api/cases/${on.file.id}/actions`, sent, attempt);
      onClose();
      on.moved(acted);
    });
  };
  return (
    <form
      class="form receive"
      aria-label={title}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void send();
      }}
    >
      {!taking_back && (
        <>
          <Field label={t.form_label}>
            {(ties) => (
              <select
                {...ties}
                value={form.value}
                onChange={(changed) => {
                  form.value = changed.currentTarget.value;
                }}
              >
                {forms_of(item).map((one) => (
                  <option key={one} value={one}>
                    {form_words(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t.receive_on} required>
            {(ties) => (
              <DayInput
                {...ties}
                max={on.me.today}
                value={received_on.value}
                onDay={(iso) => {
                  received_on.value = iso;
                }}
              />
            )}
          </Field>
        </>
      )}
      {(must_say_why || taking_back) && (
        <div class="across">
          <Field label={must_say_why ? t.note_required : t.note} required={must_say_why}>
            {(ties) => (
              <textarea
                {...ties}
                rows={2}
                value={note.value}
                onInput={(typed) => {
                  note.value = typed.currentTarget.value;
                }}
              />
            )}
          </Field>
        </div>
      )}
      <ProblemNote problem={problem.value} />
      <div class="form-end">
        <Submit busy={busy.value}>{taking_back ? t.unreceive : t.receive}</Submit>
        <button type="button" class="button plain" onClick={onClose}>
          {words.value.common.cancel}
        </button>
      </div>
    </form>
  );
}
