/// "Tính hạn": a due date from a day and a period, with every step that led to it.
import { useSignal } from '@preact/signals';
import { get } from '../api/client';
import type { DueAnswer, Me } from '../api/contract';
import { DayInput } from '../parts/day_input';
import { Field, Segments, Submit } from '../parts/field';
import { Heading } from '../parts/heading';
import { ProblemNote } from '../parts/notice';
import { useSending } from '../parts/sending';
import { query, refine } from '../router';
import { day, spoken_day } from '../text/format';
import { pick, words } from '../text/language';

type Unit = 'days' | 'working-days' | 'months' | 'years';
type Roll = '' | 'none' | 'next-working' | 'previous-working';

interface Asked {
  direction: 'from' | 'before';
  date: string;
  count: string;
  unit: Unit;
  roll: Roll;
}

function asked_first(today: string): Asked {
  const asked = query.peek();
  const [count = '15', unit = 'days'] = (asked.get('period') ?? '').split(' ').filter(Boolean);
  const direction = asked.get('before') ? 'before' : 'from';
  return {
    direction,
    date: asked.get(direction) ?? today,
    count,
    unit: unit as Unit,
    roll: (asked.get('roll') ?? '') as Roll,
  };
}

function parameters(asked: Asked): Record<string, string> {
  const other = asked.direction === 'from' ? 'before' : 'from';
  return {
    [asked.direction]: asked.date,
    [other]: '',
    period: `${asked.count} ${asked.unit}`,
    roll: asked.roll,
  };
}

function Answer({ answer }: { answer: DueAnswer }) {
  const t = words.value;
  return (
    <section class="card due-answer" aria-labelledby="due-title">
      <h2 id="due-title">{t.due.result}</h2>
      <p class="due-date">{day(answer.due)}</p>
      <p class="due-spoken">{spoken_day(answer.due)}</p>
      {answer.unrolled !== answer.due && (
        <p class="quiet">{t.due.unrolled(day(answer.unrolled))}</p>
      )}
      <p>{pick(answer.reason, answer.reason_en)}</p>
      {!answer.is_certain && (
        <p class="doubt-line">
          <b>{t.clock.unverified}.</b> {t.clock.doubt.calendar}
        </p>
      )}
      {answer.steps.length > 0 && (
        <>
          <h3>{t.due.steps}</h3>
          <ol class="plain-list steps">
            {answer.steps.map((step) => (
              <li key={`${step.kind}.${step.date}`}>
                <span class="step-kind">{t.due.step[step.kind] ?? step.kind}</span>
                <b>{day(step.date)}</b> <span>{pick(step.words, step.words_en)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

export function DueView({ me }: { me: Me }) {
  const t = words.value.due;
  const asked = useSignal(asked_first(me.today));
  const answer = useSignal<DueAnswer | undefined>(undefined);
  const { busy, problem, run } = useSending();
  const set = (change: Partial<Asked>) => {
    asked.value = { ...asked.value, ...change };
  };
  const calculate = async () => {
    const sent = parameters(asked.value);
    refine(sent);
    const filled = Object.entries(sent).filter(([, value]) => value);
    const is_found = await run(sent, async () => {
      answer.value = await get<DueAnswer>(`/api/due?${new URLSearchParams(filled)}`);
    });
    if (!is_found) answer.value = undefined;
  };
  const { direction, date, count, unit, roll } = asked.value;
  return (
    <>
      <Heading title={t.title} under={t.intro} />
      <div class="due">
        <form
          class="form card"
          onSubmit={(event) => {
            event.preventDefault();
            void calculate();
          }}
        >
          <Segments
            label={t.direction}
            value={direction}
            options={[
              { value: 'from', label: t.after },
              { value: 'before', label: t.before },
            ]}
            onChange={(value) => set({ direction: value })}
          />
          <Field label={t.date} required>
            {(ties) => (
              <DayInput {...ties} value={date} onDay={(value) => set({ date: value })} />
            )}
          </Field>
          <div class="two">
            <Field label={t.count} required>
              {(ties) => (
                <input
                  {...ties}
                  type="number"
                  min="0"
                  step="1"
                  value={count}
                  onInput={(event) => set({ count: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={t.unit}>
              {(ties) => (
                <select
                  {...ties}
                  value={unit}
                  onChange={(event) => set({ unit: event.currentTarget.value as Unit })}
                >
                  {Object.entries(t.units).map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <Field label={t.roll}>
            {(ties) => (
              <select
                {...ties}
                value={roll}
                onChange={(event) => set({ roll: event.currentTarget.value as Roll })}
              >
                {Object.entries(t.rolls).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <ProblemNote problem={problem.value} />
          <Submit busy={busy.value}>{t.submit}</Submit>
        </form>
        <div role="status">{answer.value && <Answer answer={answer.value} />}</div>
      </div>
    </>
  );
}
