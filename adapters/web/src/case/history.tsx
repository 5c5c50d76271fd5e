/// What happened, newest first. The whole trail with its hashes is on the audit page.
import { useSignal } from '@preact/signals';
import type { HistoryLine } from '../api/contract';
import { useLoad } from '../api/load';
import { Loading, ProblemNote } from '../parts/notice';
import { day, moment } from '../text/format';
import { pick, words } from '../text/language';

const first_shown = 12;

function shown(value: unknown): string {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value;
  return JSON.stringify(value);
}

function Line({ line }: { line: HistoryLine }) {
  const t = words.value.case;
  const details = Object.entries(line.details ?? {}).filter(
    ([, value]) => value !== null && value !== '',
  );
  return (
    <li class={`event event-${line.type.split(/[._]/)[0]}`}>
      <p class="event-text">{pick(line.text, line.text_en)}</p>
      <p class="quiet">
        <time dateTime={line.at}>{moment(line.at)}</time> · {line.actor?.name ?? t.system}
      </p>
      {details.length > 0 && (
        <details class="more">
          <summary>{t.details}</summary>
          <dl class="values">
            {details.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{shown(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

export function History({ id }: { id: number }) {
  const t = words.value.case;
  const all = useSignal(false);
  const load = useLoad<{ items: HistoryLine[] }>(`/api/cases/${id}/history`);
  const { value, problem } = load.value;
  const lines = [...(value?.items ?? [])].sort((a, b) => b.sequence - a.sequence);
  const few = all.value ? lines : lines.slice(0, first_shown);
  return (
    <section class="card last" aria-labelledby="history-title">
      <h2 id="history-title">{t.history}</h2>
      <ProblemNote problem={problem} again={load.reload} />
      {!value && !problem && <Loading rows={3} />}
      <ol class="plain-list events">
        {few.map((line) => (
          <Line key={line.sequence} line={line} />
        ))}
      </ol>
      {few.length < lines.length && (
        <button
          type="button"
          class="button small screen-only"
          onClick={() => {
            all.value = true;
          }}
        >
          {t.history_more(lines.length)}
        </button>
      )}
    </section>
  );
}
