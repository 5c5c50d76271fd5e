/// The reform index: a tree of criteria, each number opening into the cases behind it.
import { useSignal } from '@preact/signals';
import type { Evidence, Me, Score, ScoreExplained, ScoreTree } from '../api/contract';
import type { RoundList } from '../api/index_work';
import { useLoad } from '../api/load';
import { DayInput } from '../parts/day_input';
import { Field, Segments } from '../parts/field';
import { Grid } from '../parts/grid';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icon';
import { Ready } from '../parts/ready';
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
    <Grid caption={t.index.open_rows} heads={Object.values(t.index.rows)}>
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
    </Grid>
  );
}

function Documents({ items }: { items: Evidence[] }) {
  return (
    <>
      {items.map((one) => (
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
    </>
  );
}

const takes_value = (score: Score) =>
  !!score.entered || score.formula === 'manual' || score.formula === 'survey';

function Rows({ code, on, can_enter }: { code: string; on: string; can_enter: boolean }) {
  const t = words.value.index;
  const asked = new URLSearchParams({ code, on });
  const load = useLoad<ScoreExplained>(`/api/index/explain?${asked}`);
  return (
    <Ready load={load} rows={2}>
      {(found) => (
        <div class="score-rows">
          <p>{pick(found.text, found.text_en).split('\n')[0]}</p>
          {found.proof && (
            <p class="quiet">
              {t.proof}: {found.proof}
            </p>
          )}
          {found.measure && <RowTable found={found} />}
          {!!found.rows_left_out && <p class="quiet">{t.rows_left(found.rows_left_out)}</p>}
          {!!found.evidence?.length && (
            <p class="quiet">
              {t.evidence}: <Documents items={found.evidence} />
            </p>
          )}
          {can_enter && takes_value(found) && <ValueForm score={found} on={on} />}
        </div>
      )}
    </Ready>
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

/// What stands above in the tree, so that it is not said again below.
type Above = Pick<Score, 'basis' | 'points_configured'>;

function Numbers({ score, above }: { score: Score; above: Above }) {
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
      {score.basis && score.basis !== above.basis && (
        <span>
          {t.basis}: {score.basis}
        </span>
      )}
      {is_odd && <span class="chip">{t.status[score.status] ?? score.status}</span>}
      {score.points_configured && !above.points_configured && <span class="chip">{t.configured}</span>}
      {!score.points_configured && ['recall', 'analogy'].includes(score.confidence) && (
        <span class="doubt">{words.value.clock.unverified}</span>
      )}
    </p>
  );
}

interface NodeProps {
  score: Score;
  above: Above;
  on: string;
  depth: number;
  can_enter: boolean;
}

function Node({ score, above, on, depth, can_enter }: NodeProps) {
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
        <Numbers score={score} above={above} />
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
              above={score}
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
  const above: Above = {
    basis: '',
    points_configured: tree.criteria.every((one) => one.points_configured),
  };
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
          {above.points_configured && ` · ${t.configured}`}
        </p>
        {tree.broken_sums.map((line) => (
          <p class="field-error" key={line}>
            <b>{t.broken}.</b> {line}
          </p>
        ))}
      </div>
      <ul class="plain-list scores">
        {tree.criteria.map((score) => (
          <Node
            key={score.code}
            score={score}
            above={above}
            on={on}
            depth={0}
            can_enter={can_enter}
          />
        ))}
      </ul>
    </>
  );
}

function ScorePart({ on, can_enter }: { on: string; can_enter: boolean }) {
  const load = useLoad<ScoreTree>(`/api/index?on=${encodeURIComponent(on)}`);
  return <Ready load={load}>{(tree) => <Tree tree={tree} on={on} can_enter={can_enter} />}</Ready>;
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
