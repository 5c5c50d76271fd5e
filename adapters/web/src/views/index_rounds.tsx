/// Rounds of scoring, self and reviewed score side by side, and frozen scores.
import { useSignal } from '@preact/signals';
import { post } from '../api/client';
import type { Round, RoundAct, RoundList, RoundRow, SnapshotLine } from '../api/index_work';
import { changes, useLoad } from '../api/load';
import { Check, Field, Submit } from '../parts/field';
import { Empty, Loading, ProblemNote } from '../parts/notice';
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

function Said({ row }: { row: RoundRow }) {
  const said = [row.self_explanation, row.review_note, row.explanation, row.second_note];
  return (
    <>
      {said.filter(Boolean).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  );
}

function Sheet({ round, only_said }: { round: Round; only_said: boolean }) {
  const t = words.value.index.rounds;
  const speaks = (row: RoundRow) =>
    row.self !== row.last ||
    row.reviewed !== row.self ||
    !!(row.self_explanation || row.review_note || row.explanation || row.second_note);
  const rows = round.criteria.filter((row) => !only_said || row.depth === 0 || speaks(row));
  return (
    <div class="table-frame" role="region" aria-label={t.round(round.number)} tabIndex={0}>
      <table class="score-sheet">
        <thead>
          <tr>
            <th scope="col">{t.code}</th>
            <th scope="col">{t.criterion}</th>
            <th scope="col" class="figure">
              {t.max}
            </th>
            <th scope="col" class="figure">
              {t.self}
            </th>
            <th scope="col" class="figure">
              {t.reviewed}
            </th>
            <th scope="col" class="figure">
              {t.last}
            </th>
            <th scope="col">{t.said}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code} class={row.is_leaf ? '' : 'sum'}>
              <td>{row.code}</td>
              <td>{title_of(row)}</td>
              <td class="figure">{number(row.max)}</td>
              <td class="figure">{number(row.self)}</td>
              <td class={`figure ${row.reviewed < row.self ? 'no' : ''}`}>
                {number(row.reviewed)}
              </td>
              <td class="figure">{number(row.last)}</td>
              <td>
                <Said row={row} />
              </td>
            </tr>
          ))}
          <tr class="sum">
            <td />
            <td>{t.total}</td>
            <td class="figure">{number(round.max)}</td>
            <td class="figure">{number(round.self)}</td>
            <td class="figure">{number(round.reviewed)}</td>
            <td class="figure">{number(round.last)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function ActForm({ act, round, reload }: { act: RoundAct; round: Round; reload: () => void }) {
  const t = words.value.index.rounds;
  const code = useSignal('');
  const points = useSignal('');
  const text = useSignal('');
  const { busy, problem, run } = useSending();
  const is_about_one = about_one.includes(act.act);
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
        void run([act.act, code.value, points.value, text.value], send);
      }}
    >
      <h3>{title_of(act)}</h3>
      {is_about_one && (
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
                <option value="" />
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
            <Field label={t.points} required>
              {(ties) => (
                <input
                  {...ties}
                  inputMode="decimal"
                  value={points.value}
                  onInput={(event) => {
                    points.value = event.currentTarget.value;
                  }}
                />
              )}
            </Field>
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
      )}
      <ProblemNote problem={problem.value} />
      <Submit busy={busy.value} kind={is_about_one ? 'plain' : 'primary'}>
        {title_of(act)}
      </Submit>
    </form>
  );
}

function OneRound({ number: which }: { number: string }) {
  const t = words.value.index.rounds;
  const only_said = useSignal(false);
  const load = useLoad<Round>(`/api/index/rounds/${encodeURIComponent(which)}`);
  const { value: round, problem } = load.value;
  if (!round)
    return problem ? <ProblemNote problem={problem} again={load.reload} /> : <Loading />;
  const reload = () => {
    load.reload();
    changes.value++;
  };
  const open = round.acts.filter((act) => act.permitted);
  return (
    <>
      <h2>
        {t.round(round.number)} – {day(round.on)}{' '}
        <span class="chip">{pick(round.state_title, round.state_title_en)}</span>
      </h2>
      {open.map((act) => (
        <ActForm key={act.act} act={act} round={round} reload={reload} />
      ))}
      {round.acts
        .filter((act) => !act.permitted)
        .map((act) => (
          <p class="quiet" key={act.act}>
            {title_of(act)}: {pick(act.refusal, act.refusal_en)}
          </p>
        ))}
      <Check
        label={t.only_said}
        checked={only_said.value}
        onChange={(next) => {
          only_said.value = next;
        }}
      />
      <Sheet round={round} only_said={only_said.value} />
    </>
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
  const asked = query.value.get('round') ?? (list.items[0] ? String(list.items[0].number) : '');
  return (
    <>
      {list.can_open && <OnDay label={t.open} path="/api/index/rounds" on={on} then={reload} />}
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

export function FrozenPart({ on, can_freeze }: { on: string; can_freeze: boolean }) {
  const t = words.value.index.frozen;
  const load = useLoad<{ items: SnapshotLine[] }>('/api/index/snapshots');
  const { value: found, problem } = load.value;
  return (
    <>
      <p class="quiet">{t.intro}</p>
      {can_freeze && (
        <OnDay label={t.freeze} path="/api/index/snapshots" on={on} then={load.reload} />
      )}
      <ProblemNote problem={problem} again={load.reload} />
      {!found && !problem && <Loading />}
      {found && found.items.length === 0 && <Empty title={t.none} />}
      <ul class="plain-list index-list">
        {found?.items.map((one) => (
          <li key={one.number} class="card">
            <b>
              {one.number}. {day(one.on)}
            </b>{' '}
            <span class="quiet">
              {t.taken} {moment(one.at)}, {one.person?.name}
            </span>
            <p>
              <a href={`/api/index/snapshots/${one.number}`} download={`${one.on}.json`}>
                {t.open} (JSON)
              </a>
              {' · '}
              <a href={`/api/index/snapshots/${one.number}/report?format=docx`} download>
                {t.report} (DOCX)
              </a>
              {' · '}
              <a href={`/api/index/snapshots/${one.number}/report?format=xlsx`} download>
                {t.report} (XLSX)
              </a>
            </p>
            <p class="quiet digest">{one.sha256}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
