/// Entering a value that no case feeds, with the documents that prove it: what was entered before
/// stands in the form, and its documents stay unless they are unticked.
import { useSignal } from '@preact/signals';
import { post, post_file, new_attempt } from '../api/client';
import type { Score } from '../api/contract';
import type { IndexDocument, IndexValue } from '../api/index_work';
import { changes, useLoad } from '../api/load';
import { BoundInput } from '../parts/bound_input';
import { DayInput } from '../parts/day_input';
import { Check, Field, Segments, Submit } from '../parts/field';
import { GoodNote, ProblemNote } from '../parts/notice';
import { Ready } from '../parts/ready';
import { useSending } from '../parts/sending';
import { pick, words } from '../text/language';

const whole_number = (text: string) => Number.parseInt(text, 10) || 0;

interface Props {
  score: Score;
  on: string;
  before: IndexValue | undefined;
  onSaved: () => void;
}

function Entry({ score, on, before, onSaved }: Props) {
  const t = words.value.index;
  const is_yes_no = score.formula === 'yes-no';
  const part = useSignal(String(before?.part ?? ''));
  const whole = useSignal(String(before?.whole ?? ''));
  const points = useSignal(before?.points.replace('.', ',') ?? '');
  const answers = useSignal<Record<string, string | number>>(before?.answers ?? {});
  const kept = useSignal<IndexDocument[]>(before?.evidence ?? []);
  const number = useSignal('');
  const date = useSignal('');
  const issuer = useSignal('');
  const document = useSignal('');
  const file = useSignal<File | null>(null);
  const { busy, problem, run } = useSending();

  async function new_document(): Promise<IndexDocument[]> {
    const title = document.value || file.value?.name || '';
    if (!title) return [];
    const one = { number: number.value, date: date.value, issuer: issuer.value, title };
    if (!file.value) return [one];
    const file_name = file.value.name;
    const path = `/api/index/evidence?${new URLSearchParams({ file_name })}`;
    const { sha256 } = await post_file<{ sha256: string }>(path, file.value, new_attempt());
    return [{ ...one, file_name, sha256 }];
  }

  async function send(attempt: string) {
    const value = {
      code: score.code,
      part: whole_number(part.value),
      whole: whole_number(whole.value),
      points: points.value.replace(',', '.'),
      answers: Object.fromEntries(
        Object.entries(answers.value).map(([name, count]) => [name, whole_number(String(count))]),
      ),
      evidence: [...kept.value.map(({ text: _, ...one }) => one), ...(await new_document())],
    };
    await post('/api/index/values', { on, value }, attempt);
    onSaved();
  }

  const content = () => [
    [part, whole, points, answers, kept, number, date, issuer, document].map((one) => one.value),
    file.value?.name,
    on,
  ];

  return (
    <form
      class="index-form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(content(), send);
      }}
    >
      <h5>{t.enter}</h5>
      {is_yes_no && (
        <Segments
          label={pick(score.entered?.part ?? '', score.entered?.part_en)}
          value={`${part.value}/${whole.value}`}
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
          <BoundInput
            label={pick(score.entered.part, score.entered.part_en)}
            value={part}
            is_number
            required
          />
        )}
        {score.entered?.whole && !is_yes_no && (
          <BoundInput
            label={pick(score.entered.whole, score.entered.whole_en)}
            value={whole}
            is_number
            required
          />
        )}
        {score.formula === 'manual' && <BoundInput label={t.entry.points} value={points} is_number required />}
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
      {before?.evidence.map((one) => (
        <Check
          key={one.text}
          label={one.text ?? ''}
          checked={kept.value.includes(one)}
          onChange={(is_kept) => {
            const others = kept.value.filter((other) => other !== one);
            kept.value = is_kept ? [...others, one] : others;
          }}
        />
      ))}
      <div class="index-fields">
        <BoundInput label={t.entry.document} value={document} />
        <BoundInput label={t.entry.number} value={number} />
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
        <BoundInput label={t.entry.issuer} value={issuer} />
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

export function ValueForm({ score, on }: { score: Score; on: string }) {
  const asked = new URLSearchParams({ code: score.code, on });
  const load = useLoad<{ items: IndexValue[] }>(`/api/index/values?${asked}`);
  const saved = useSignal(false);
  return (
    <Ready load={load} rows={1}>
      {({ items }) => (
        <>
          <Entry
            key={items[0]?.at}
            score={score}
            on={on}
            before={items[0]}
            onSaved={() => {
              saved.value = true;
              changes.value++;
            }}
          />
          <div role="status">
            {saved.value && <GoodNote>{words.value.index.entry.saved}</GoodNote>}
          </div>
        </>
      )}
    </Ready>
  );
}
