/// One form of the office with the buttons that write it.
import type { Form } from '../api/contract';
import { save_file } from '../api/client';
import { title_of, words } from '../text/language';
import { Icon } from './icon';
import { ProblemNote } from './notice';
import { useSending } from './sending';

const kinds = ['xlsx', 'docx'] as const;

/// `asked`: the case, or the days of the period.
export function FormFile({ form, asked }: { form: Form; asked: Record<string, string> }) {
  const t = words.value.forms;
  const { busy, problem, run } = useSending();
  const write = (kind: string) =>
    run([form.id, kind], () =>
      save_file(`/api/forms/${form.id}.${kind}?${new URLSearchParams(asked)}`),
    );
  return (
    <li class="form-file">
      <div>
        <b>{title_of(form)}</b>
        <p class="quiet">
          {[form.number, form.basis].filter(Boolean).join(' · ')}{' '}
          {form.unverified_columns.length > 0 && (
            <span class="doubt" title={t.unverified}>
              {words.value.clock.unverified}
              <span class="unseen">: {t.unverified}</span>
            </span>
          )}
        </p>
        <ProblemNote problem={problem.value} />
      </div>
      <span class="form-kinds screen-only">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            class="button small"
            aria-disabled={busy.value}
            aria-label={t.write(title_of(form), kind)}
            onClick={() => !busy.value && void write(kind)}
          >
            <Icon name="download" /> {kind.toUpperCase()}
          </button>
        ))}
      </span>
    </li>
  );
}
