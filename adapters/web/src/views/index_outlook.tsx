/// What the score may become: overdue and late cases to tick, and the end of the year.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { new_attempt, post } from '../api/client';
import type { Cost, Forecast, Scenario, WhatIf } from '../api/index_work';
import { as_problem, useLoad } from '../api/load';
import type { Problem } from '../api/client';
import { DayInput } from '../parts/day_input';
import { Check, Field } from '../parts/field';
import { Empty, ProblemNote } from '../parts/notice';
import { Ready } from '../parts/ready';
import { day, number } from '../text/format';
import { pick, title_of, words } from '../text/language';

const signed = (points: number) => (points > 0 ? '+' : '') + number(points);
const key_of = (cost: Cost) => `${cost.case_id}.${cost.is_open ? 'open' : 'late'}`;

function Answer({ answer }: { answer: WhatIf }) {
  return (
    <div class="card index-answer" aria-live="polite">
      <p class="index-gain">
        <b>{signed(answer.gain)}</b>{' '}
        <span class="quiet">
          {number(answer.before)} → {number(answer.after)}
        </span>
      </p>
      {answer.sentences.map((one) => (
        <p key={one.text}>{pick(one.text, one.text_en)}</p>
      ))}
      {answer.criteria.map((one) => (
        <p class="quiet" key={one.code}>
          {one.code} {title_of(one)}: {number(one.before)} → {number(one.after)}
        </p>
      ))}
    </div>
  );
}

interface Choosing {
  chosen: Set<string>;
  toggle: (key: string) => void;
}

function CostLine({ cost, chosen, toggle }: Choosing & { cost: Cost }) {
  const t = words.value.index.outlook;
  const key = key_of(cost);
  return (
    <li class="cost">
      <Check label={cost.title} checked={chosen.has(key)} onChange={() => toggle(key)} />
      <b class="figure" aria-label={`${t.cost}: ${number(cost.points)}`}>
        −{number(cost.points)}
      </b>
      <p class="row-meta">
        <a href={`/cases/${cost.case_id}`}>#{cost.case_id}</a>
        {cost.is_open && (
          <>
            <span>{pick(cost.deadline, cost.deadline_en)}</span>
            <span>{words.value.clock.due(day(cost.due))}</span>
            <span>
              {t.now}: {signed(cost.gain_if_done)}
            </span>
          </>
        )}
      </p>
    </li>
  );
}

function Costs({ title, items, ...choosing }: Choosing & { title: string; items: Cost[] }) {
  if (items.length === 0) return null;
  return (
    <section class="group">
      <h2 class="group-title">
        {title} <span class="tally">{items.length}</span>
      </h2>
      <ul class="rows">
        {items.map((cost) => (
          <CostLine key={key_of(cost)} cost={cost} {...choosing} />
        ))}
      </ul>
    </section>
  );
}

export function OutlookPart({ on, today }: { on: string; today: string }) {
  const t = words.value.index.outlook;
  const load = useLoad<{ items: Cost[] }>(`/api/index/ranking?on=${encodeURIComponent(on)}`);
  const chosen = useSignal(new Set<string>());
  const by = useSignal(today);
  const answer = useSignal<WhatIf | undefined>(undefined);
  const fault = useSignal<Problem | undefined>(undefined);
  const picked = (load.value.value?.items ?? []).filter((cost) => chosen.value.has(key_of(cost)));
  const ids = (is_open: boolean) =>
    picked.filter((cost) => cost.is_open === is_open).map((cost) => cost.case_id);
  const asked = JSON.stringify({ by: by.value, cases: ids(true), had_been_on_time: ids(false) });

  useEffect(() => {
    let is_stale = false;
    if (chosen.value.size === 0) {
      answer.value = undefined;
      return undefined;
    }
    post<WhatIf>('/api/index/what-if', JSON.parse(asked), new_attempt()).then(
      (value) => {
        if (is_stale) return;
        answer.value = value;
        fault.value = undefined;
      },
      (why: unknown) => {
        if (!is_stale) fault.value = as_problem(why);
      },
    );
    return () => {
      is_stale = true;
    };
  }, [asked]);

  const toggle = (key: string) => {
    const next = new Set(chosen.value);
    if (!next.delete(key)) next.add(key);
    chosen.value = next;
  };
  return (
    <>
      <p class="quiet">{t.intro}</p>
      <ProblemNote problem={fault.value} />
      <Ready load={load}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.none} />
          ) : (
            <>
              <Field label={t.by}>
                {(ties) => (
                  <DayInput
                    {...ties}
                    value={by.value}
                    onDay={(next) => {
                      by.value = next;
                    }}
                  />
                )}
              </Field>
              {answer.value && <Answer answer={answer.value} />}
              {[true, false].map((is_open) => (
                <Costs
                  key={String(is_open)}
                  title={is_open ? words.value.work.groups.overdue : t.late}
                  items={items.filter((cost) => cost.is_open === is_open && cost.points > 0)}
                  chosen={chosen.value}
                  toggle={toggle}
                />
              ))}
            </>
          )
        }
      </Ready>
    </>
  );
}

function Way({ name, scenario, max }: { name: string; scenario: Scenario; max: number }) {
  const t = words.value.index.forecast;
  const title = t[name as 'best'];
  return (
    <section class="card index-way">
      <div class="score-head">
        <h3>{title}</h3>
        <span class="score-points">
          <b>{number(scenario.points)}</b>{' '}
          <span class="quiet">{words.value.index.of(number(max))}</span>
        </span>
      </div>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${Math.min(100, (100 * scenario.points) / max)}%` }} />
      </div>
      {t.meaning[name] && <p class="quiet">{t.meaning[name]}</p>}
      {scenario.rows.length > 0 && (
        <details>
          <summary>{t.rows(scenario.rows.length)}</summary>
          <ul class="plain-list">
            {scenario.rows.map((row) => (
              <li key={`${row.case_id}.${row.title}`}>
                <span class={row.counts ? 'yes' : 'no'}>{row.counts ? '+' : '−'}</span>{' '}
                {day(row.date)} {title_of(row)}{' '}
                <a href={`/cases/${row.case_id}`}>
                  #{row.case_id} {row.case_title}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

export function ForecastPart() {
  const t = words.value.index.forecast;
  const load = useLoad<Forecast>('/api/index/forecast');
  return (
    <Ready load={load}>
      {(found) => (
        <>
          <h2>{t.at(day(found.on))}</h2>
          <div class="index-ways">
            {(['now', 'best', 'planned', 'worst'] as const).map((name) => (
              <Way key={name} name={name} scenario={found[name]} max={found.max} />
            ))}
          </div>
        </>
      )}
    </Ready>
  );
}
