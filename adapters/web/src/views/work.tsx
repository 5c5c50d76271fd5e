/// "Việc của tôi": what waits for the reader, by remaining working days.
import { useSignal } from '@preact/signals';
import type { CaseLine, Counts, Me, Work } from '../api/contract';
import { useLoad } from '../api/load';
import { matches } from '../fold';
import { CaseRow, waiting_words } from '../parts/case_row';
import { SearchBox, Segments } from '../parts/field';
import { Heading } from '../parts/heading';
import { Empty, Loading, ProblemNote } from '../parts/notice';
import { query, refine } from '../router';
import { spoken_day } from '../text/format';
import { title_of, words } from '../text/language';

type Group = keyof Counts;
const groups: Group[] = ['overdue', 'today', 'soon', 'later', 'none'];

export function group_of(line: CaseLine): Group {
  const clock = line.clock;
  if (!clock || clock.state !== 'running') return 'none';
  return groups.includes(clock.phase as Group) ? (clock.phase as Group) : 'none';
}

function is_wanted(line: CaseLine, text: string): boolean {
  return matches(
    text,
    line.title,
    `#${line.case_id}`,
    line.drafting_agency.name,
    line.process_title,
    ...line.stages.map(title_of),
    waiting_words(line),
    line.clock?.basis,
  );
}

function Filters({ counts }: { counts: Counts }) {
  const t = words.value;
  const chosen = query.value.get('group') ?? '';
  const total = groups.reduce((sum, group) => sum + counts[group], 0);
  const label = (text: string, n: number) => (
    <>
      {text} <b class="tally">{n}</b>
    </>
  );
  const options = [
    { value: '', label: label(t.common.all, total) },
    ...groups
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

function GroupList({ group, lines }: { group: Group; lines: CaseLine[] }) {
  return (
    <section class="group" aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`} class={`group-title dot-${group}`}>
        {words.value.work.groups[group]} <span class="tally">{lines.length}</span>
      </h2>
      <ul class="rows">
        {lines.map((line) => (
          <CaseRow key={line.case_id} line={line} rank="h3" />
        ))}
      </ul>
    </section>
  );
}

export function WorkView({ me }: { me: Me }) {
  const t = words.value;
  const load = useLoad<Work>('/api/work');
  const text = useSignal(query.value.get('text') ?? '');
  const { value: work, problem } = load.value;
  const chosen = query.value.get('group');
  const wanted = (work?.items ?? []).filter(
    (line) => is_wanted(line, text.value) && (!chosen || group_of(line) === chosen),
  );
  return (
    <>
      <Heading title={t.work.title} under={t.work.today(spoken_day(work?.today ?? me.today))} />
      <ProblemNote problem={problem} again={load.reload} />
      {!work && !problem && <Loading />}
      {work && work.items.length === 0 && (
        <Empty title={t.work.empty} hint={t.work.empty_hint} />
      )}
      {work && work.items.length > 0 && (
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
          {groups.map((group) => {
            const lines = wanted.filter((line) => group_of(line) === group);
            return lines.length > 0 && <GroupList key={group} group={group} lines={lines} />;
          })}
          {wanted.length === 0 && <Empty title={t.work.no_match} />}
        </>
      )}
    </>
  );
}
