/// The reform index: a tree of criteria, each number opening into the cases behind it.
import { useSignal } from '@preact/signals';
import type { Me, Score, ScoreRows } from '../api/contract';
import { useLoad } from '../api/load';
import { Field } from '../parts/field';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icon';
import { Loading, ProblemNote } from '../parts/notice';
import { query, refine } from '../router';
import { day, number } from '../text/format';
import { pick, title_of, words } from '../text/language';

function Rows({ code, on }: { code: string; on: string }) {
  const t = words.value;
  const asked = new URLSearchParams({ code, on });
  const load = useLoad<ScoreRows>(`/api/index/explain?${asked}`);
  const { value: found, problem } = load.value;
  if (!found)
    return problem ? <ProblemNote problem={problem} again={load.reload} /> : <Loading rows={2} />;
  return (
    <div class="score-rows">
      <p>{pick(found.text, found.text_en)}</p>
      {found.rows.length === 0 && <p class="quiet">{t.index.no_rows}</p>}
      {found.rows.length > 0 && (
        <div class="table-frame" role="region" aria-label={t.index.open_rows} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.index.rows.title}</th>
                <th scope="col">{t.index.rows.date}</th>
                <th scope="col">{t.index.rows.counts}</th>
                <th scope="col">{t.index.rows.note}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr key={`${row.case_id}.${row.date}.${row.note}`}>
                  <td>
                    <a href={`/cases/${row.case_id}`}>
                      #{row.case_id} {row.title}
                    </a>
                  </td>
                  <td>{day(row.date)}</td>
                  <td>
                    <span class={row.counts ? 'yes' : 'no'}>
                      {row.counts ? t.common.yes : t.common.no}
                    </span>
                  </td>
                  <td>{row.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/// Share of the maximum as a bar; the words beside it say the same.
function Bar({ score }: { score: Score }) {
  const share = score.points === null || score.max <= 0 ? 0 : score.points / score.max;
  return (
    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-all" width="100" height="6" rx="3" />
      <rect class="bar-part" width={100 * Math.min(1, Math.max(0, share))} height="6" rx="3" />
    </svg>
  );
}

function Numbers({ score }: { score: Score }) {
  const t = words.value.index;
  const { numerator, denominator } = score;
  const known = numerator !== null && denominator !== null && denominator > 0;
  return (
    <p class="quiet score-facts">
      {known && (
        <span>
          {t.share}: {number(numerator)}/{number(denominator)} (
          {number((100 * numerator) / denominator, 1)}%)
        </span>
      )}
      {score.band && (
        <span>
          {t.band}: {score.band}
        </span>
      )}
      {score.basis && (
        <span>
          {t.basis}: {score.basis}
        </span>
      )}
      {['recall', 'analogy'].includes(score.confidence) && (
        <span class="doubt">{words.value.clock.unverified}</span>
      )}
    </p>
  );
}

function Node({ score, on, depth }: { score: Score; on: string; depth: number }) {
  const t = words.value.index;
  const open = useSignal(false);
  const is_leaf = score.children.length === 0;
  const Rank = depth === 0 ? 'h2' : 'h3';
  return (
    <li class={`score depth-${Math.min(depth, 3)}`}>
      <div class="score-head">
        <Rank>
          <span class="number">{score.code}</span> {title_of(score)}
        </Rank>
        <span class="score-points">
          <b>{score.points === null ? t.no_points : number(score.points)}</b>{' '}
          <span class="quiet">{t.of(number(score.max))}</span>
        </span>
      </div>
      <Bar score={score} />
      <Numbers score={score} />
      {is_leaf && (
        <button
          type="button"
          class="button small"
          aria-expanded={open.value}
          aria-label={`${open.value ? t.close_rows : t.open_rows}: ${score.code}`}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {open.value ? t.close_rows : t.open_rows}
          <Icon name={open.value ? 'down' : 'right'} />
        </button>
      )}
      {score.status && (
        <span class="chip score-status">{t.status[score.status] ?? score.status}</span>
      )}
      {open.value && <Rows code={score.code} on={on} />}
      {!is_leaf && (
        <ul class="plain-list">
          {score.children.map((child) => (
            <Node key={child.code} score={child} on={on} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  );
}

export function IndexView({ me }: { me: Me }) {
  const t = words.value.index;
  const on = query.value.get('on') ?? me.today;
  const load = useLoad<Score>(`/api/index?on=${encodeURIComponent(on)}`);
  const { value: score, problem } = load.value;
  return (
    <>
      <Heading
        title={t.title}
        under={t.intro}
        end={
          <Field label={t.on}>
            {(ties) => (
              <input
                {...ties}
                type="date"
                value={on}
                onChange={(event) => refine({ on: event.currentTarget.value })}
              />
            )}
          </Field>
        }
      />
      <ProblemNote problem={problem} again={load.reload} />
      {!score && !problem && <Loading />}
      {score && (
        <ul class="plain-list scores">
          <Node key={score.code} score={score} on={on} depth={0} />
        </ul>
      )}
    </>
  );
}
