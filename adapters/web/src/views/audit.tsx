/// The audit trail: who did what, when, for whom, by which rule; and whether it is intact.
import { useSignal } from '@preact/signals';
import { get } from '../api/client';
import type { AuditEntry, Named, Page, Verified } from '../api/contract';
import { useLoad } from '../api/load';
import { AnyInput } from '../parts/any_input';
import { Facts, Field } from '../parts/field';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icon';
import { Empty, ProblemNote } from '../parts/notice';
import { Ready } from '../parts/ready';
import { useSending } from '../parts/sending';
import { query, refine } from '../router';
import { moment } from '../text/format';
import { pick, words } from '../text/language';

const filters = ['case', 'actor', 'agency', 'action', 'text', 'from', 'to'] as const;
type Filter = (typeof filters)[number];

/// In words where they are known; the engine's own word otherwise.
function act_words(entry: AuditEntry): string {
  const known: Record<string, string> = words.value.audit.acts;
  return pick(entry.action_title ?? '', entry.action_title_en) || known[entry.action] || '';
}

function Verification() {
  const t = words.value.audit;
  const found = useSignal<Verified | undefined>(undefined);
  const { busy, problem, run } = useSending();
  const verify = () =>
    run(null, async () => {
      found.value = await get<Verified>('/api/audit/verify');
    });
  const answer = found.value;
  return (
    <div class="verification">
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => void verify()}
      >
        <Icon name="shield" /> {busy.value ? t.verifying : t.verify}
      </button>
      <ProblemNote problem={problem.value} />
      <div role="status">
        {answer && (
          <div class={`note ${answer.ok ? 'note-good' : 'note-bad'}`}>
            <Icon name={answer.ok ? 'check' : 'alert'} />
            <div>
              <p>
                <b>{answer.ok ? t.ok : t.broken}.</b> {pick(answer.message_vi, answer.message)}
              </p>
              <Facts
                pairs={[
                  [t.size, String(answer.size)],
                  [t.checkpoints, String(answer.checkpoints)],
                  [t.root, <code key="root">{answer.root}</code>],
                ]}
              />
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

/// Ids to choose from, each with its name.
function Known({ id, path }: { id: string; path: string }) {
  const known = useLoad<{ items: Named[] }>(path).value.value?.items ?? [];
  return (
    <datalist id={id}>
      {known.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </datalist>
  );
}

function Filters() {
  const t = words.value;
  const types: Partial<Record<Filter, string>> = { from: 'date', to: 'date', case: 'number' };
  const apply = (form: HTMLFormElement) => {
    const typed = new FormData(form);
    refine(Object.fromEntries(filters.map((name) => [name, String(typed.get(name) ?? '').trim()])));
  };
  return (
    <form
      key={query.value.toString()}
      class="audit-filters"
      onSubmit={(event) => {
        event.preventDefault();
        apply(event.currentTarget);
      }}
    >
      {filters.map((name) => (
        <Field key={name} label={t.audit[name]}>
          {(ties) => (
            <AnyInput
              id={ties.id}
              name={name}
              type={types[name] ?? 'text'}
              defaultValue={query.value.get(name) ?? ''}
              data-search={name === 'text' ? true : undefined}
              list={name === 'actor' || name === 'agency' ? `known-${name}` : undefined}
            />
          )}
        </Field>
      ))}
      <Known id="known-actor" path="/api/people" />
      <Known id="known-agency" path="/api/agencies" />
      <div class="form-end">
        <button type="submit" class="button primary">
          {t.audit.apply}
        </button>
        <button
          type="button"
          class="button plain"
          onClick={() => refine(Object.fromEntries(filters.map((name) => [name, ''])))}
        >
          {t.common.clear}
        </button>
      </div>
    </form>
  );
}

function EntryFacts({ entry }: { entry: AuditEntry }) {
  const t = words.value.audit;
  const { actor, case_id, definition } = entry;
  return (
    <Facts
      pairs={[
        [t.action, <code key="action">{entry.action}</code>],
        [t.case, case_id ? <a href={`/cases/${case_id}`}>#{case_id}</a> : ''],
        [t.actor, actor ? <a href={`/audit?actor=${actor.id}`}>{t.only_his}</a> : ''],
        [t.agency, entry.agency],
        [t.before, entry.before ? <code>{entry.before}</code> : ''],
        [t.after, entry.after ? <code>{entry.after}</code> : ''],
        [t.inputs, entry.inputs ? <code>{entry.inputs}</code> : ''],
        [t.note, entry.note],
        [t.basis, entry.basis],
        [t.rule, definition ? <code>{definition}</code> : ''],
        [t.via, entry.via],
        [t.leaf, <code key="leaf">{entry.leaf_hash}</code>],
      ]}
    />
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const t = words.value.audit;
  const act = act_words(entry);
  return (
    <li class="entry">
      <details>
        <summary>
          <span class="number">{entry.index}</span>
          <time dateTime={entry.at}>{moment(entry.at)}</time>
          <span>
            <b>{entry.actor?.name ?? words.value.case.system}</b>
            {entry.on_behalf_of && (
              <span class="quiet"> {t.on_behalf(entry.on_behalf_of)}</span>
            )}
          </span>
          <span class="entry-action">
            {act ? <span>{act}</span> : <code>{entry.action}</code>}
            {entry.note && <span class="quiet">{entry.note}</span>}
          </span>
          <span class="number">{entry.case_id ? `#${entry.case_id}` : ''}</span>
        </summary>
        <EntryFacts entry={entry} />
      </details>
    </li>
  );
}

function Entries({ items }: { items: AuditEntry[] }) {
  return (
    <ol class="plain-list entries">
      {items.map((entry) => (
        <Entry key={entry.index} entry={entry} />
      ))}
    </ol>
  );
}

/// Pages that were loaded after the first; they belong to one set of filters.
function More({ from, asked }: { from: number; asked: string }) {
  const pages = useSignal<AuditEntry[]>([]);
  const next = useSignal<number | null>(from);
  const { busy, problem, run } = useSending();
  const load = () =>
    run(null, async () => {
      const page = await get<Page<AuditEntry>>(`/api/audit?${asked}&below=${next.value}`);
      pages.value = [...pages.value, ...page.items];
      next.value = page.next;
    });
  return (
    <>
      <Entries items={pages.value} />
      <ProblemNote problem={problem.value} />
      {next.value !== null && (
        <button type="button" class="button" aria-disabled={busy.value} onClick={() => void load()}>
          {words.value.common.more}
        </button>
      )}
    </>
  );
}

export function AuditView() {
  const t = words.value.audit;
  const sent = new URLSearchParams({ limit: '50' });
  for (const name of filters) {
    const value = query.value.get(name);
    if (value) sent.set(name, value);
  }
  const asked = sent.toString();
  const load = useLoad<Page<AuditEntry>>(`/api/audit?${asked}`);
  return (
    <>
      <Heading title={t.title} under={t.intro} />
      <Verification />
      <Filters />
      <Ready load={load}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <Empty title={t.empty} />}
            <Entries items={items} />
            {next !== null && <More key={`${asked}.${next}`} from={next} asked={asked} />}
          </>
        )}
      </Ready>
    </>
  );
}
