/// Entering a value that no case feeds, with one document that proves it.
import { useSignal } from '@preact/signals';
import { post, post_file, new_attempt } from '../api/client';
import type { Score } from '../api/contract';
import { changes } from '../api/load';
import { DayInput } from '../parts/day_input';
import { Field, Segments, Submit } from '../parts/field';
import { ProblemNote } from '../parts/notice';
import { useSending } from '../parts/sending';
import { pick, words } from '../text/language';

const whole_number = (text: string) => Number.parseInt(text, 10) || 0;

function Text(props: { label: string; value: { value: string }; numeric?: boolean }) {
  return (
    <Field label={props.label}>
      {(ties) => (
        <input
          {...ties}
          inputMode={props.numeric ? 'decimal' : 'text'}
          value={props.value.value}
          onInput={(event) => {
            props.value.value = event.currentTarget.value;
          }}
        />
      )}
    </Field>
  );
}

export function ValueForm({ score, on }: { score: Score; on: string }) {
  const t = words.value.index;
  const part = useSignal('');
  const whole = useSignal('');
  const points = useSignal('');
  const answers = useSignal<Record<string, string>>({});
  const number = useSignal('');
  const date = useSignal('');
  const issuer = useSignal('');
  const document = useSignal('');
  const file = useSignal<File | null>(null);
  const { busy, problem, run } = useSending();
  const is_yes_no = score.formula === 'yes-no';
  const choice = `${part.value}/${whole.value}`;

  async function send(attempt: string) {
    const evidence: Record<string, string>[] = [];
    if (document.value) {
      const one: Record<string, string> = {
        number: number.value,
        date: date.value,
        issuer: issuer.value,
        title: document.value,
      };
      if (file.value) {
        const name = new URLSearchParams({ file_name: file.value.name });
        const kept = await post_file<{ sha256: string }>(
          `/api/index/evidence?${name}`,
          file.value,
          new_attempt(),
        );
        Object.assign(one, { file_name: file.value.name, sha256: kept.sha256 });
      }
      evidence.push(one);
    }
    const counts = Object.fromEntries(
      Object.entries(answers.value).map(([name, text]) => [name, whole_number(text)]),
    );
    const value = {
      code: score.code,
      part: whole_number(part.value),
      whole: whole_number(whole.value),
      points: points.value.replace(',', '.'),
      answers: counts,
      evidence,
    };
    await post('/api/index/values', { on, value }, attempt);
    changes.value++;
  }

  return (
    <form
      class="index-form"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = [part.value, whole.value, points.value, answers.value, document.value, on];
        void run(asked, send);
      }}
    >
      <h5>{t.enter}</h5>
      {is_yes_no && (
        <Segments
          label={pick(score.entered?.part ?? '', score.entered?.part_en)}
          value={choice}
          options={[
            { value: '1/1', label: t.entry.yes },
            { value: '0/1', label: t.entry.no },
            { value: '0/0', label: t.entry.none },
          ]}
          onChange={(next) => {
            [part.value, whole.value] = next.split('/') as [string, string];
          }}
        />
      )}
      <div class="index-fields">
        {score.entered && !is_yes_no && (
          <Text label={pick(score.entered.part, score.entered.part_en)} value={part} numeric />
        )}
        {score.entered?.whole && (
          <Text label={pick(score.entered.whole, score.entered.whole_en)} value={whole} numeric />
        )}
        {score.formula === 'manual' && <Text label={t.entry.points} value={points} numeric />}
        {score.answers?.map((one) => {
          const name = one.title.split(':')[0] ?? '';
          return (
            <Field label={pick(one.title, one.title_en)} key={name}>
              {(ties) => (
                <input
                  {...ties}
                  inputMode="numeric"
                  value={answers.value[name] ?? ''}
                  onInput={(event) => {
                    answers.value = { ...answers.value, [name]: event.currentTarget.value };
                  }}
                />
              )}
            </Field>
          );
        })}
      </div>
      <div class="index-fields">
        <Text label={t.entry.document} value={document} />
        <Text label={t.entry.number} value={number} />
        <Field label={t.entry.date}>
          {(ties) => (
            <DayInput
              {...ties}
              value={date.value}
              onDay={(next) => {
                date.value = next;
              }}
            />
          )}
        </Field>
        <Text label={t.entry.issuer} value={issuer} />
        <Field label={t.entry.file}>
          {(ties) => (
            <input
              {...ties}
              type="file"
              onChange={(event) => {
                file.value = event.currentTarget.files?.[0] ?? null;
              }}
            />
          )}
        </Field>
      </div>
      <ProblemNote problem={problem.value} />
      <Submit busy={busy.value}>{t.entry.save}</Submit>
    </form>
  );
}
