/// A deadline as people read it: how long is left, until when, by which rule, how sure.
import type { Clock, Phase } from '../api/contract';
import { pick, words } from '../text/language';
import { day, spoken_day } from '../text/format';

/// The few words of the badge: "3 ngày", "Hôm nay", "−2 ngày".
function badge_text(clock: Clock): string {
  const t = words.value.clock;
  const left = clock.remaining_working_days;
  if (clock.state === 'paused') return t.paused;
  if (clock.state === 'not_started') return t.not_started;
  if (clock.phase === 'on_time') return t.on_time;
  if (clock.phase === 'late') return t.was_late;
  if (clock.phase === 'overdue') return t.late_short(Math.abs(left ?? 0));
  if (clock.phase === 'today') return words.value.common.today;
  return left === null ? '–' : t.days(left);
}

/// The same in full, for screen readers and as a tooltip.
export function clock_words(clock: Clock): string {
  const t = words.value.clock;
  const left = clock.remaining_working_days;
  if (clock.phase === 'overdue') return t.late(Math.abs(left ?? 0));
  if (clock.phase === 'today') return t.today;
  if (clock.state === 'paused') return t.paused_since(day(clock.paused_since ?? ''));
  if (clock.state !== 'running' || left === null) return badge_text(clock);
  return t.left(left);
}

/// Why this deadline is not certain; empty when nothing is in doubt.
export function doubts(clock: Clock): string[] {
  const t = words.value.clock.doubt;
  const found: string[] = [];
  const of_law = t[clock.confidence ?? ''];
  if (of_law) found.push(of_law);
  if (!clock.is_certain && clock.due && t.calendar) found.push(t.calendar);
  return found;
}

export function Badge({ clock }: { clock: Clock | null }) {
  const t = words.value.clock;
  if (!clock) return <span class="badge phase-none">{t.no_clock}</span>;
  const counted = clock.state === 'running' && ['soon', 'later'].includes(clock.phase);
  return (
    <span class={`badge phase-${clock.phase}`} title={clock_words(clock)}>
      <span class="unseen">{clock_words(clock)}</span>
      <span aria-hidden="true">
        <b>{badge_text(clock)}</b>
        {counted && <small>{t.working_days}</small>}
      </span>
    </span>
  );
}

export function Doubt({ clock }: { clock: Clock }) {
  const found = doubts(clock);
  if (found.length === 0) return null;
  return (
    <span class="doubt" title={found.join(' ')}>
      {words.value.clock.unverified}
      <span class="unseen">: {found.join(' ')}</span>
    </span>
  );
}

/// How the day was found, unless that says no more than the day.
function Reason({ clock }: { clock: Clock }) {
  const text = pick(clock.reason, clock.reason_en);
  return text === day(clock.due) ? null : <span>{text}</span>;
}

/// The reason on one line, as the rows of lists show it.
export function ReasonLine({ clock }: { clock: Clock }) {
  return (
    <p class="reason">
      {clock.due && <b>{words.value.clock.due(day(clock.due))}</b>}
      <Reason clock={clock} />
      <Doubt clock={clock} />
    </p>
  );
}

/// Everything about one deadline, as the case page shows it.
export function ClockCard({ clock }: { clock: Clock }) {
  const t = words.value.clock;
  return (
    <li class={`clock edge-${clock.phase}`}>
      <div class="clock-head">
        <h3>{pick(clock.title ?? clock.id, clock.title_en)}</h3>
        <Badge clock={clock} />
      </div>
      {clock.state === 'paused' && <p class="clock-due">{clock_words(clock)}</p>}
      {clock.due && <p class="clock-due">{t.due(spoken_day(clock.due))}</p>}
      <p class="reason">
        <Reason clock={clock} />
      </p>
      {clock.basis && !clock.reason.includes(clock.basis) && (
        <p class="basis">
          {t.basis}: {clock.basis}
        </p>
      )}
      {clock.note && <p class="basis">{clock.note}</p>}
      {doubts(clock).map((doubt) => (
        <p class="doubt-line" key={doubt}>
          <b>{t.unverified}.</b> {doubt}
        </p>
      ))}
    </li>
  );
}

/// An act on time is done; what runs late goes first.
export function urgency(phase: Phase): number {
  return ['overdue', 'today', 'soon', 'later', 'none', 'late', 'on_time'].indexOf(phase);
}
