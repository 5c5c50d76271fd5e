/// The reform index: a tree of criteria, each number opening into the cases behind it.
import { useSignal } from '@preact/signals';
import type { Me, Score, ScoreExplained, ScoreTree } from '../api/contract';
import type { RoundList } from '../api/index_work';
import { useLoad } from '../api/load';
import { DayInput } from '../parts/day_input';
import { Field, Segments } from '../parts/field';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icon';
import { Loading, ProblemNote } from '../parts/notice';
import { query, refine } from '../router';
import { day, number } from '../text/format';
import { pick, title_of, words } from '../text/language';
import { ForecastPart, OutlookPart } from './index_outlook';
import { FrozenPart, RoundsPart } from './index_rounds';
import { ValueForm } from './index_value';

function RowTable({ found }: { found: ScoreExplained }) {
  const t = words.value;
  const rows = found.rows ?? [];
  if (rows.length === 0) return <p class="quiet">{t.index.no_rows}</p>;
  return (
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
          {rows.map((row) => (
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
  );
}

const takes_value = (score: Score) =>
  !!score.entered || score.formula === 'manual' || score.formula === 'survey';

function Rows({ code, on, can_enter }: { code: string; on: string; can_enter: boolean }) {
  const t = words.value.index;
  const asked = new URLSearchParams({ code, on });
  const load = useLoad<ScoreExplained>(`/api/index/explain?${asked}`);
  const { value: found, problem } = load.value;
  if (!found)
    return problem ? <ProblemNote problem={problem} again={load.reload} /> : <Loading rows={2} />;
  return (
    <div class="score-rows">
      <p>{pick(found.text, found.text_en).split('\n')[0]}</p>
      {found.proof && (
        <p class="quiet">
          {t.proof}: {found.proof}
        </p>
      )}
      {found.measure && <RowTable found={found} />}
      {can_enter && takes_value(found) && <ValueForm score={found} on={on} />}
      {!!found.rows_left_out && <p class="quiet">{t.rows_left(found.rows_left_out)}</p>}
      {!!found.evidence?.length && (
        <p class="quiet">
          {t.evidence}:{' '}
          {found.evidence.map((one) => (
            <span key={one.text}>
              {one.sha256 ? (
                <a href={`/api/index/evidence/${one.sha256}`} download>
                  {one.text}
                </a>
              ) : (
                one.text
              )}{' '}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

/// Share of the maximum as a bar; the words beside it say the same.
function Bar({ points, max }: { points: number | null; max: number }) {
  const share = points === null || max <= 0 ? 0 : Math.min(1, Math.max(0, points / max));
  return (
    <div class="bar" aria-hidden="true">
      <div style={{ width: `${100 * share}%` }} />
    </div>
  );
}

function Points({ points, max }: { points: number | null; max: number }) {
  const t = words.value.index;
  return (
    <span class="score-points">
      <b>{points === null ? t.no_points : number(points)}</b>{' '}
      <span class="quiet">{t.of(number(max))}</span>
    </span>
  );
}

function Numbers({ score }: { score: Score }) {
  const t = words.value.index;
  const { numerator = 0, denominator = 0, percent } = score;
  const is_odd = score.status !== 'scored' && score.status !== '';
  return (
    <p class="quiet score-facts">
      {denominator > 0 && (
        <span>
          {t.share}: {number(numerator)}/{number(denominator)}
          {percent !== undefined && ` (${number(percent)}%)`}
        </span>
      )}
      {score.band && (
        <span>
          {t.band}: {pick(score.band, score.band_en)}
        </span>
      )}
      {score.basis && (
        <span>
          {t.basis}: {score.basis}
        </span>
      )}
      {is_odd && <span class="chip">{t.status[score.status] ?? score.status}</span>}
      {score.points_configured && <span class="chip">{t.configured}</span>}
      {!score.points_configured && ['recall', 'analogy'].includes(score.confidence) && (
        <span class="doubt">{words.value.clock.unverified}</span>
      )}
    </p>
  );
}

function Node(props: { score: Score; on: string; depth: number; can_enter: boolean }) {
  const { score, on, depth, can_enter } = props;
  const t = words.value.index;
  const open = useSignal(false);
  const is_leaf = score.children.length === 0;
  const folds = is_leaf || depth === 0;
  const leaf_label = score.measure && score.denominator ? t.open_rows : t.open_formula;
  const shut_label = is_leaf ? leaf_label : t.open_component;
  const label = open.value ? t.close_rows : shut_label;
  const Rank = depth === 0 ? 'h3' : 'h4';
  return (
    <li class={`score depth-${Math.min(depth, 3)}`}>
      <div class="score-head">
        <Rank>
          <span class="number">{score.code}</span> {title_of(score)}
        </Rank>
        <Points points={score.points} max={score.max} />
      </div>
      <Bar points={score.points} max={score.max} />
      <div class="score-foot">
        <Numbers score={score} />
        {folds && (
          <button
            type="button"
            class="button plain small"
            aria-expanded={open.value}
            aria-label={`${label}: ${score.code}`}
            onClick={() => {
              open.value = !open.value;
            }}
          >
            {label}
            <Icon name={open.value ? 'down' : 'right'} />
          </button>
        )}
      </div>
      {is_leaf && open.value && <Rows code={score.code} on={on} can_enter={can_enter} />}
      {!is_leaf && (depth > 0 || open.value) && (
        <ul class="plain-list">
          {score.children.map((child) => (
            <Node
              key={child.code}
              score={child}
              on={on}
              depth={depth + 1}
              can_enter={can_enter}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function Tree({ tree, on, can_enter }: { tree: ScoreTree; on: string; can_enter: boolean }) {
  const t = words.value.index;
  return (
    <>
      <div class="card score-total">
        <div class="score-head">
          <h2>{title_of(tree)}</h2>
          <Points points={tree.points} max={tree.max} />
        </div>
        <Bar points={tree.points} max={tree.max} />
        <p class="quiet">
          {day(tree.from)} – {day(tree.on)}
        </p>
        {tree.broken_sums.map((line) => (
          <p class="field-error" key={line}>
            <b>{t.broken}.</b> {line}
          </p>
        ))}
      </div>
      <ul class="plain-list scores">
        {tree.criteria.map((score) => (
          <Node key={score.code} score={score} on={on} depth={0} can_enter={can_enter} />
        ))}
      </ul>
    </>
  );
}

function ScorePart({ on, can_enter }: { on: string; can_enter: boolean }) {
  const load = useLoad<ScoreTree>(`/api/index?on=${encodeURIComponent(on)}`);
  const { value: tree, problem } = load.value;
  return (
    <>
      <ProblemNote problem={problem} again={load.reload} />
      {!tree && !problem && <Loading />}
      {tree && <Tree tree={tree} on={on} can_enter={can_enter} />}
    </>
  );
}

const parts = ['score', 'rounds', 'outlook', 'forecast', 'frozen'] as const;
type Part = (typeof parts)[number];

export function IndexView({ me }: { me: Me }) {
  const t = words.value.index;
  const on = query.value.get('on') ?? me.today;
  const asked = query.value.get('part') as Part;
  const part: Part = parts.includes(asked) ? asked : 'score';
  const rounds = useLoad<RoundList>('/api/index/rounds');
  const may = rounds.value.value;
  const asked_day = part !== 'forecast' && (
    <Field label={t.on}>
      {(ties) => <DayInput {...ties} value={on} onDay={(day_asked) => refine({ on: day_asked })} />}
    </Field>
  );
  return (
    <>
      <Heading title={t.title} under={t.intro} end={asked_day} />
      <Segments
        label={t.parts.label}
        value={part}
        options={parts.map((one) => ({ value: one, label: t.parts[one] }))}
        onChange={(next) => refine({ part: next === 'score' ? '' : next })}
      />
      <div class="index-part">
        {part === 'score' && <ScorePart on={on} can_enter={!!may?.can_enter} />}
        {part === 'rounds' && <RoundsPart on={on} list={may} reload={rounds.reload} />}
        {part === 'outlook' && <OutlookPart on={on} today={me.today} />}
        {part === 'forecast' && <ForecastPart />}
        {part === 'frozen' && <FrozenPart on={on} can_freeze={!!may?.can_freeze} />}
      </div>
    </>
  );
}
