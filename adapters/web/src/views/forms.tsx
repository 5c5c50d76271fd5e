/// "Sổ, báo cáo": registers and reports of a period as office files.
import { useSignal } from '@preact/signals';
import type { Form, Me } from '../api/contract';
import { useLoad } from '../api/load';
import { DayInput } from '../parts/day_input';
import { Field } from '../parts/field';
import { FormFile } from '../parts/form_file';
import { Heading } from '../parts/heading';
import { Ready } from '../parts/ready';
import { query, refine } from '../router';
import { words } from '../text/language';

export function FormsView({ me }: { me: Me }) {
  const t = words.value.forms;
  const from = useSignal(query.peek().get('from') ?? `${me.today.slice(0, 4)}-01-01`);
  const to = useSignal(query.peek().get('to') ?? me.today);
  const load = useLoad<{ items: Form[] }>('/api/forms');
  const asked = { from: from.value, to: to.value };
  const set = (day: typeof from, value: string) => {
    day.value = value;
    refine({ from: from.value, to: to.value });
  };
  return (
    <>
      <Heading title={t.title} under={t.intro} />
      <div class="card two period">
        <Field label={t.from} required>
          {(ties) => <DayInput {...ties} value={from.value} onDay={(day) => set(from, day)} />}
        </Field>
        <Field label={t.to} required>
          {(ties) => <DayInput {...ties} value={to.value} onDay={(day) => set(to, day)} />}
        </Field>
      </div>
      <Ready load={load}>
        {(forms) => (
          <section class="card" aria-labelledby="registers-title">
            <h2 id="registers-title">{t.of_period}</h2>
            <ul class="plain-list form-files">
              {forms.items
                .filter((form) => form.source === 'cases')
                .map((form) => (
                  <FormFile key={form.id} form={form} asked={asked} />
                ))}
            </ul>
            <p class="quiet">{t.of_case_hint}</p>
          </section>
        )}
      </Ready>
    </>
  );
}
