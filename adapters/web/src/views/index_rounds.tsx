/// Rounds of scoring, self and reviewed score side by side, and frozen scores.
import { useSignal } from '@preact/signals';
import { post } from '../api/client';
import type { Round, RoundAct, RoundList, RoundRow, SnapshotLine } from '../api/index_work';
import { changes, useLoad } from '../api/load';
import { BoundInput } from '../parts/bound_input';
import { Check, Field, Submit } from '../parts/field';
import { Grid } from '../parts/grid';
import { Empty, Loading, ProblemNote } from '../parts/notice';
import { Ready } from '../parts/ready';
import { useSending } from '../parts/sending';
import { query, refine } from '../router';
import { day, moment, number } from '../text/format';
import { pick, title_of, words } from '../text/language';

const about_one = ['self-explain', 'review', 'explain', 'second-review'];
const with_points = ['review', 'second-review'];

/// One button that posts {on}.
function OnDay(props: { label: string; path: string; on: string; then?: () => void }) {
  const { busy, problem, run } = useSending();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run([props.path, props.on], async (attempt) => {
          await post(props.path, { on: props.on }, attempt);
          changes.value++;
          props.then?.();
        });
      }}
    >
      <ProblemNote problem={problem.value} />
      <Submit busy={busy.value}>
        {props.label} {day(props.on)}
      </Submit>
    </form>
  );
}

const is_missing = (row: RoundRow) =>
  row.is_leaf && ['manual-missing', 'manual-refused', 'evidence-missing'].includes(row.status);

function Said({ row }: { row: RoundRow }) {
  const said = [row.self_explanation, row.review_note, row.explanation, row.second_note];
  return (
    <>
      {is_missing(row) && !row.self_explanation && (
        <span class="chip">{words.value.index.status[row.status]}</span>
      )}
      {said.filter(Boolean).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  );
}

function Sheet({ round, only_said }: { round: Round; only_said: boolean }) {
  const t = words.value.index.rounds;
  const speaks = (row: RoundRow) =>
    is_missing(row) ||
    row.self !== row.last ||
    row.reviewed !== row.self ||
    !!(row.self_explanation || row.review_note || row.explanation || row.second_note);
  const rows = round.criteria.filter((row) => !only_said || row.depth === 0 || speaks(row));
  // Until the self-score is locked nobody has reviewed anything.
  const figures = ['max', 'self', 'reviewed', 'last'] as const;
  const shown = figures.slice(0, round.state === 'self-scoring' ? 2 : 4);
  const cells = (of: Pick<RoundRow, (typeof figures)[number]>) =>
    shown.map((one) => (
      <td key={one} class={`figure ${one === 'reviewed' && of[one] < of.self ? 'no' : ''}`}>
        {number(of[one])}
      </td>
    ));
  return (
    <Grid
      caption={t.round(round.number)}
      class="score-sheet"
      heads={[
        t.code,
        t.criterion,
        ...shown.map((one) => ({ title: t[one], is_figure: true })),
        t.said,
      ]}
    >
      {rows.map((row) => (
        <tr key={row.code} class={row.is_leaf ? '' : 'sum'}>
          <td>{row.code}</td>
          <td>{title_of(row)}</td>
          {cells(row)}
          <td>
            <Said row={row} />
          </td>
        </tr>
      ))}
      <tr class="sum">
        <td />
        <td>{t.total}</td>
        {cells(round)}
        <td />
      </tr>
    </Grid>
  );
}

function ActForm({ act, round, reload }: { act: RoundAct; round: Round; reload: () => void }) {
  const t = words.value.index.rounds;
  const code = useSignal('');
  const points = useSignal('');
  const text = useSignal('');
  const { busy, problem, run } = useSending();
  const is_about_one = about_one.includes(act.act);
  const title = title_of(act);
  const send = async (attempt: string) => {
    const body: Record<string, string> = { act: act.act };
    if (is_about_one) Object.assign(body, { code: code.value, text: text.value });
    if (points.value) body.points = points.value.replace(',', '.');
    await post(`/api/index/rounds/${round.number}/acts`, body, attempt);
    text.value = '';
    points.value = '';
    reload();
  };
  return (
    <form
      class="card index-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (is_about_one || confirm(t.sure(title)))
          void run([act.act, code.value, points.value, text.value], send);
      }}
    >
      {is_about_one && (
        <>
          <h3>{title}</h3>
          <div class="index-fields">
            <Field label={t.pick} required>
              {(ties) => (
                <select
                  {...ties}
                  value={code.value}
                  onChange={(event) => {
                    code.value = event.currentTarget.value;
                  }}
                >
                  <option value="">{words.value.common.choose}</option>
                  {round.criteria
                    .filter((row) => row.is_leaf)
                    .map((row) => (
                      <option key={row.code} value={row.code}>
                        {row.code} {title_of(row)} ({number(row.self)}/{number(row.max)})
                      </option>
                    ))}
                </select>
              )}
            </Field>
            {with_points.includes(act.act) && (
              <BoundInput label={t.points} value={points} is_number required />
            )}
            <Field label={t.text}>
              {(ties) => (
                <textarea
                  {...ties}
                  rows={2}
                  value={text.value}
                  onInput={(event) => {
                    text.value = event.currentTarget.value;
                  }}
                />
              )}
            </Field>
          </div>
        </>
      )}
      <ProblemNote problem={problem.value} />
      <Submit busy={busy.value} kind={is_about_one ? 'plain' : 'primary'}>
        {title}
      </Submit>
    </form>
  );
}

function OneRound({ number: which }: { number: string }) {
  const t = words.value.index.rounds;
  const only_said = useSignal(false);
  const load = useLoad<Round>(`/api/index/rounds/${encodeURIComponent(which)}`);
  const reload = () => {
    load.reload();
    changes.value++;
  };
  return (
    <Ready load={load}>
      {(round) => (
        <>
          <h2>
            {t.round(round.number)} – {day(round.on)}{' '}
            <span class="chip">{pick(round.state_title, round.state_title_en)}</span>
          </h2>
          {round.acts.map((act) =>
            act.permitted ? (
              <ActForm key={act.act} act={act} round={round} reload={reload} />
            ) : (
              <p class="quiet" key={act.act}>
                {title_of(act)}: {pick(act.refusal, act.refusal_en)}
              </p>
            ),
          )}
          <Check
            label={t.only_said}
            checked={only_said.value}
            onChange={(next) => {
              only_said.value = next;
            }}
          />
          <Sheet round={round} only_said={only_said.value} />
        </>
      )}
    </Ready>
  );
}

export function RoundsPart(props: {
  on: string;
  list: RoundList | undefined;
  reload: () => void;
}) {
  const t = words.value.index.rounds;
  const { on, list, reload } = props;
  if (!list) return <Loading />;
  const runs = list.items.some((one) => one.on === on && one.state !== 'finished');
  const asked = query.value.get('round') ?? (list.items[0] ? String(list.items[0].number) : '');
  return (
    <>
      {list.can_open && !runs && <OnDay label={t.open} path="/api/index/rounds" on={on} then={reload} />}
      {list.items.length === 0 && <Empty title={t.none} />}
      {list.items.length > 1 && (
        <ul class="plain-list index-list">
          {list.items.map((one) => (
            <li key={one.number}>
              <button
                type="button"
                class="button plain small"
                aria-pressed={asked === String(one.number)}
                onClick={() => refine({ round: String(one.number) })}
              >
                {t.round(one.number)} – {day(one.on)}
              </button>{' '}
              {pick(one.state_title, one.state_title_en)}: {number(one.self)} /{' '}
              {number(one.reviewed)} / {number(one.last)}
            </li>
          ))}
        </ul>
      )}
      {asked && <OneRound key={asked} number={asked} />}
    </>
  );
}

function Frozen({ snapshot }: { snapshot: SnapshotLine }) {
  const t = words.value.index.frozen;
  const { number: which, on, at, person, sha256 } = snapshot;
  const place = `/api/index/snapshots/${which}`;
  return (
    <li class="card">
      <b>
        {which}. {day(on)}
      </b>{' '}
      <span class="quiet">
        {t.taken} {moment(at)}, {person?.name}
      </span>
      <p>
        <a href={place} download={`${on}.json`}>
          {t.open} (JSON)
        </a>
        {['docx', 'xlsx'].map((kind) => (
          <span key={kind}>
            {' · '}
            <a href={`${place}/report?format=${kind}`} download>
              {t.report} ({kind.toUpperCase()})
            </a>
          </span>
        ))}
      </p>
      <p class="quiet digest">{sha256}</p>
    </li>
  );
}

export function FrozenPart({ on, can_freeze }: { on: string; can_freeze: boolean }) {
  const t = words.value.index.frozen;
  const load = useLoad<{ items: SnapshotLine[] }>('/api/index/snapshots');
  return (
    <>
      <p class="quiet">{t.intro}</p>
      {can_freeze && (
        <OnDay label={t.freeze} path="/api/index/snapshots" on={on} then={load.reload} />
      )}
      <Ready load={load}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.none} />}
            <ul class="plain-list index-list">
              {items.map((one) => (
                <Frozen key={one.number} snapshot={one} />
              ))}
            </ul>
          </>
        )}
      </Ready>
    </>
  );
}
