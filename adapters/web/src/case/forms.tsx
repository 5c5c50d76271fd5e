/// The prescribed forms that can be written of this case.
import type { Form } from '../api/contract';
import { useLoad } from '../api/load';
import { FormFile } from '../parts/form_file';
import { words } from '../text/language';

export function CaseForms({ id }: { id: number }) {
  const forms = useLoad<{ items: Form[] }>(`/api/forms?case=${id}`).value.value;
  if (!forms || forms.items.length === 0) return null;
  return (
    <section class="card screen-only" aria-labelledby="forms-title">
      <h2 id="forms-title">{words.value.forms.of_case}</h2>
      <ul class="plain-list form-files">
        {forms.items.map((form) => (
          <FormFile key={form.id} form={form} asked={{ case: String(id) }} />
        ))}
      </ul>
    </section>
  );
}
