/// Beside the case: its clocks, whom it waits for, who works on it, its relatives.
import type { Case, CaseLine, Clock, Page } from '../api/contract';
import { useLoad } from '../api/load';
import { ClockCard, urgency } from '../parts/clock';
import { title_of, words } from '../text/language';

export function Clocks({ clocks }: { clocks: Clock[] }) {
  const t = words.value.case;
  const sorted = [...clocks].sort(
    (a, b) => urgency(a.phase) - urgency(b.phase) || (a.due ?? '').localeCompare(b.due ?? ''),
  );
  const running = sorted.filter((clock) => clock.state !== 'closed');
  const past = sorted.filter((clock) => clock.state === 'closed');
  return (
    <section class="card" aria-labelledby="clocks-title">
      <h2 id="clocks-title">{t.clocks}</h2>
      {running.length === 0 && <p class="quiet">{t.no_clocks}</p>}
      <ul class="plain-list clocks">
        {running.map((clock) => (
          <ClockCard key={`${clock.id}.${clock.entry}`} clock={clock} />
        ))}
      </ul>
      {past.length > 0 && (
        <details class="more">
          <summary>{t.past_clocks(past.length)}</summary>
          <ul class="plain-list clocks">
            {past.map((clock) => (
              <ClockCard key={`${clock.id}.${clock.entry}`} clock={clock} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

export function WaitingFor({ file }: { file: Case }) {
  const t = words.value;
  if (file.is_closed) return null;
  return (
    <section class="card" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{t.case.waiting}</h2>
      {file.waiting_for.length === 0 && <p class="quiet">{t.case.waiting_nobody}</p>}
      <ul class="plain-list people">
        {file.waiting_for.map((one) => (
          <li key={one.role}>
            <b>{one.person?.name ?? title_of(one)}</b>
            {one.person && <span class="quiet">{title_of(one)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function People({ file }: { file: Case }) {
  if (file.appointed.length === 0) return null;
  return (
    <section class="card after" aria-labelledby="people-title">
      <h2 id="people-title">{words.value.case.people}</h2>
      <ul class="plain-list people">
        {file.appointed.map((one) => (
          <li key={one.role}>
            <b>{one.person?.name ?? words.value.common.nobody}</b>
            <span class="quiet">{title_of(one)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/// "Hồ sơ trước · thẩm định lại": how this case continues it.
function earlier_label(file: Case): string {
  const t = words.value.case;
  const relation = file.relation ? (t.relations[file.relation] ?? file.relation) : '';
  return [t.earlier, relation].filter(Boolean).join(' · ');
}

export function Related({ file }: { file: Case }) {
  const t = words.value.case;
  const number = words.value.common.case_number;
  const { later_cases = [], related = [] } = file;
  const known = new Set([file.earlier_case, ...later_cases]);
  const links = [
    ...(file.earlier_case ? [{ id: file.earlier_case, label: earlier_label(file) }] : []),
    ...later_cases.map((id) => ({ id, label: t.later })),
    ...related
      .filter((one) => !known.has(one.case_id))
      .map((one) => ({
        id: one.case_id,
        label: t.relations[one.relation] ?? one.relation,
      })),
  ];
  const children = useLoad<Page<CaseLine>>(`/api/cases?parent=${file.id}&limit=1`).value.value;
  const is_parent = !!children?.items.length;
  if (links.length === 0 && !is_parent) return null;
  return (
    <section class="card after" aria-labelledby="related-title">
      <h2 id="related-title">{t.related}</h2>
      <ul class="plain-list people">
        {links.map((link) => (
          <li key={`${link.id}.${link.label}`}>
            <a href={`/cases/${link.id}`}>{number(link.id)}</a>
            <span class="quiet">{link.label}</span>
          </li>
        ))}
      </ul>
      {is_parent && (
        <p>
          <a href={`/campaigns/${file.id}`}>{words.value.campaigns.progress}</a>
        </p>
      )}
    </section>
  );
}
