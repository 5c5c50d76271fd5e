/// What happened, newest first: one entry an act, with what followed from it at the same moment.
/// The whole trail with its hashes is on the audit page.
import { useSignal } from '@preact/signals';
import type { HistoryLine } from '../api/contract';
import { useLoad } from '../api/load';
import { Ready } from '../parts/ready';
import { day, moment } from '../text/format';
import { pick, words } from '../text/language';

const first_shown = 12;
/// What the process did not expect: marked, so that nobody overlooks it.
const unheard_types = ['event_ignored'];
/// So few more are shown at once.
const few_more = 3;
/// What somebody did, as against what the engine did because of it.
const headline_types = ['action_taken', 'case_opened', 'case_migrated'];

interface Happening {
  headline: HistoryLine;
  followed: HistoryLine[];
}

/// Lines of one moment and one actor are one act.
export function happenings(lines: HistoryLine[]): Happening[] {
  const sorted = [...lines].sort((a, b) => a.sequence - b.sequence);
  const groups: HistoryLine[][] = [];
  for (const line of sorted) {
    const last = groups.at(-1);
    const is_same = last?.[0]?.at === line.at && last[0].actor?.id === line.actor?.id;
    if (last && is_same) last.push(line);
    else groups.push([line]);
  }
  return groups.reverse().flatMap((group) => {
    const headline = group.find((one) => headline_types.includes(one.type)) ?? group[0];
    if (!headline) return [];
    return [{ headline, followed: group.filter((one) => one !== headline && one.text) }];
  });
}

function class_of(line: HistoryLine): string {
  return unheard_types.includes(line.type) ? 'unheard' : '';
}

function shown(value: unknown): string {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value;
  return JSON.stringify(value);
}

interface Change {
  text: string;
  text_en: string;
}

/// What a migration changed, line by line.
function is_changes(value: unknown): value is Change[] {
  return Array.isArray(value) && value.every((one) => typeof one?.text === 'string');
}

function Value({ of }: { of: unknown }) {
  if (!is_changes(of)) return <>{shown(of)}</>;
  return (
    <ul class="plain-list">
      {of.map((one) => (
        <li key={one.text}>{pick(one.text, one.text_en)}</li>
      ))}
    </ul>
  );
}

function Details({ of }: { of: HistoryLine }) {
  const details = Object.entries(of.details ?? {}).filter(
    ([, value]) => value !== null && value !== '',
  );
  if (details.length === 0) return null;
  return (
    <details class="more">
      <summary>{words.value.case.details}</summary>
      <dl class="values">
        {details.map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <Value of={value} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Entry({ headline, followed }: Happening) {
  return (
    <li class="event">
      <p class={`event-text ${class_of(headline)}`}>{pick(headline.text, headline.text_en)}</p>
      {followed.length > 0 && (
        <ul class="plain-list followed">
          {followed.map((line) => (
            <li key={line.sequence} class={class_of(line)}>
              {pick(line.text, line.text_en)}
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">
        <time dateTime={headline.at}>{moment(headline.at)}</time> ·{' '}
        {headline.actor?.name ?? words.value.case.system}
      </p>
      <Details of={headline} />
    </li>
  );
}

export function History({ id }: { id: number }) {
  const t = words.value.case;
  const all = useSignal(false);
  const load = useLoad<{ items: HistoryLine[] }>(`/api/cases/${id}/history`);
  const acts = happenings(load.value.value?.items ?? []);
  const shown_all = all.value || acts.length <= first_shown + few_more;
  const few = shown_all ? acts : acts.slice(0, first_shown);
  return (
    <section class="card last" aria-labelledby="history-title">
      <h2 id="history-title">{t.history}</h2>
      <Ready load={load} rows={3}>
        {() => (
          <ol class="plain-list events">
            {few.map((act) => (
              <Entry key={act.headline.sequence} {...act} />
            ))}
          </ol>
        )}
      </Ready>
      {few.length < acts.length && (
        <button
          type="button"
          class="button small screen-only"
          onClick={() => {
            all.value = true;
          }}
        >
          {t.history_more(acts.length)}
        </button>
      )}
    </section>
  );
}
