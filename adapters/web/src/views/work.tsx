/// "Việc của tôi": what waits for the reader, by remaining working days.
import { useSignal } from '@preact/signals';
import type { CaseLine, Counts, Me, Work } from '../api/contract';
import { useLoad } from '../api/load';
import { matches } from '../fold';
import { CaseRow, CaseRows, waiting_words } from '../parts/case_row';
import { Badge, ReasonLine } from '../parts/clock';
import { SearchBox, Segments } from '../parts/field';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icon';
import { Empty } from '../parts/notice';
import { Ready } from '../parts/ready';
import { query, refine } from '../router';
import { spoken_day } from '../text/format';
import { title_of, words } from '../text/language';

type Phase = keyof Counts;
const phases: Phase[] = ['overdue', 'today', 'soon', 'later', 'none'];

export function group_of(line: CaseLine): Phase {
  const clock = line.clock;
  if (!clock || clock.state !== 'running') return 'none';
  return phases.includes(clock.phase as Phase) ? (clock.phase as Phase) : 'none';
}

function is_wanted(line: CaseLine, text: string): boolean {
  return matches(
    text,
    line.title,
    `#${line.case_id}`,
    line.drafting_agency.name,
    line.process_title,
    line.parent_title ?? '',
    ...line.stages.map(title_of),
    waiting_words(line),
    line.clock?.basis,
  );
}

function Filters({ counts }: { counts: Counts }) {
  const t = words.value;
  const chosen = query.value.get('group') ?? '';
  const total = phases.reduce((sum, group) => sum + counts[group], 0);
  const label = (text: string, n: number) => (
    <>
      {text} <b class="tally">{n}</b>
    </>
  );
  const options = [
    { value: '', label: label(t.common.all, total) },
    ...phases
      .filter((group) => counts[group] > 0 || group === chosen)
      .map((group) => ({
        value: group as string,
        label: label(t.work.short[group], counts[group]),
        class: `dot-${group}`,
      })),
  ];
  return (
    <Segments
      label={t.work.filter_label}
      value={chosen}
      options={options}
      onChange={(group) => refine({ group })}
    />
  );
}

/// Cases that one campaign opened stand together once there are several of them.
type Item = CaseLine | CaseLine[];

function items_of(lines: CaseLine[]): Item[] {
  const of_parent = (id: number) => lines.filter((line) => line.parent === id);
  return lines.flatMap((line): Item[] => {
    const family = line.parent ? of_parent(line.parent) : [];
    if (family.length < 2) return [line];
    return family[0] === line ? [family] : [];
  });
}

/// A campaign's cases under the most urgent of them: how many, how many late.
function Family({ lines, open }: { lines: CaseLine[]; open: boolean }) {
  const t = words.value;
  const first = lines[0] as CaseLine;
  const late = lines.filter((line) => group_of(line) === 'overdue').length;
  return (
    <li>
      <details class="family" open={open}>
        <summary class="row" data-row>
          <div class="row-badge">
            <Badge clock={first.clock} />
          </div>
          <div class="row-body">
            <h3 class="row-title">{first.parent_title}</h3>
            <p class="row-meta">
              <span class="number">#{first.parent}</span>
              <b>{t.common.shown(lines.length)}</b>
              {late > 0 && <span class="late">{t.campaigns.late(late)}</span>}
            </p>
            {first.clock && <ReasonLine clock={first.clock} />}
          </div>
          <Icon name="down" />
        </summary>
        <CaseRows lines={lines} rank="h4" />
      </details>
    </li>
  );
}

interface Group {
  phase: Phase;
  items: Item[];
  count: number;
  open: boolean;
}

function GroupList({ phase, items, count, open }: Group) {
  return (
    <section class="group" aria-labelledby={`group-${phase}`}>
      <h2 id={`group-${phase}`} class={`group-title dot-${phase}`}>
        {words.value.work.groups[phase]} <span class="tally">{count}</span>
      </h2>
      <ul class="rows">
        {items.map((item) =>
          Array.isArray(item) ? (
            <Family key={`of-${item[0]?.parent}`} lines={item} open={open} />
          ) : (
            <CaseRow key={item.case_id} line={item} rank="h3" />
          ),
        )}
      </ul>
    </section>
  );
}

export function WorkView({ me }: { me: Me }) {
  const t = words.value;
  const load = useLoad<Work>('/api/work');
  const text = useSignal(query.value.get('text') ?? '');
  const chosen = query.value.get('group');
  const lines_of = (work: Work) =>
    work.items.filter(
      (line) => is_wanted(line, text.value) && (!chosen || group_of(line) === chosen),
    );
  return (
    <>
      <Heading
        title={t.work.title}
        under={t.work.today(spoken_day(load.value.value?.today ?? me.today))}
      />
      <Ready load={load}>
        {(work) => {
          if (work.items.length === 0)
            return <Empty title={t.work.empty} hint={t.work.empty_hint} />;
          const lines = lines_of(work);
          const items = items_of(lines);
          return (
            <>
              <div class="filters">
                <Filters counts={work.counts} />
                <SearchBox
                  value={text.value}
                  onInput={(typed) => {
                    text.value = typed;
                    refine({ text: typed });
                  }}
                />
              </div>
              {phases.map((phase) => {
                const shown = items.filter((item) => group_of([item].flat()[0] as CaseLine) === phase);
                const count = lines.filter((line) => group_of(line) === phase).length;
                return (
                  shown.length > 0 && (
                    <GroupList
                      key={phase}
                      phase={phase}
                      items={shown}
                      count={count}
                      open={text.value !== ''}
                    />
                  )
                );
              })}
              {lines.length === 0 && <Empty title={t.work.no_match} />}
            </>
          );
        }}
      </Ready>
    </>
  );
}
