/// All cases the reader may see: search and filters on the server, page by page.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CaseLine, Me, Page, Process } from '../api/contract';
import { useLoad } from '../api/load';
import { CaseRows } from '../parts/case_row';
import { Field, SearchBox, Segments } from '../parts/field';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icon';
import { Empty } from '../parts/notice';
import { Pager } from '../parts/pager';
import { Ready } from '../parts/ready';
import { query, refine } from '../router';
import { title_of, words } from '../text/language';

const page_size = 25;
const typing_pause_ms = 250;

function list_path(asked: URLSearchParams): string {
  const sent = new URLSearchParams({ limit: String(page_size) });
  for (const name of ['text', 'process', 'closed', 'below']) {
    const value = asked.get(name);
    if (value) sent.set(name, value);
  }
  if (!asked.get('closed')) sent.set('closed', 'false');
  if (asked.get('closed') === 'all') sent.delete('closed');
  return `/api/cases?${sent}`;
}

/// What is typed reaches the address, and so the server, after a short pause.
function useSearchText() {
  const text = useSignal(query.value.get('text') ?? '');
  useEffect(() => {
    const typed = text.value.trim();
    if (typed === (query.peek().get('text') ?? '')) return undefined;
    const pause = setTimeout(() => refine({ text: typed, below: '' }), typing_pause_ms);
    return () => clearTimeout(pause);
  }, [text.value]);
  return text;
}

function Filters({ processes }: { processes: Process[] }) {
  const t = words.value;
  const text = useSearchText();
  return (
    <div class="filters">
      <Segments
        label={t.cases.state}
        value={query.value.get('closed') ?? ''}
        options={[
          { value: '', label: t.cases.open },
          { value: 'true', label: t.cases.closed },
          { value: 'all', label: t.common.all },
        ]}
        onChange={(closed) => refine({ closed, below: '' })}
      />
      {processes.length > 1 && (
        <Field label={t.cases.process}>
          {(ties) => (
            <select
              {...ties}
              value={query.value.get('process') ?? ''}
              onChange={(event) => refine({ process: event.currentTarget.value, below: '' })}
            >
              <option value="">{t.common.all}</option>
              {processes.map((one) => (
                <option key={one.id} value={one.id}>
                  {title_of(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <SearchBox
        value={text.value}
        onInput={(typed) => {
          text.value = typed;
        }}
      />
    </div>
  );
}

export function CasesView(_: { me: Me }) {
  const t = words.value;
  const processes = useLoad<{ items: Process[] }>('/api/processes').value.value?.items ?? [];
  const load = useLoad<Page<CaseLine>>(list_path(query.value));
  const can_open = processes.some((one) => one.can_open);
  return (
    <>
      <Heading
        title={t.cases.title}
        end={
          can_open && (
            <a class="button primary" href="/cases/new">
              <Icon name="plus" /> {t.nav.new_case}
            </a>
          )
        }
      />
      <Filters processes={processes} />
      <Ready load={load}>
        {(page) => (
          <>
            {page.items.length === 0 && <Empty title={t.cases.empty} />}
            <CaseRows lines={page.items} rank="h2" />
            <Pager next={page.next} />
          </>
        )}
      </Ready>
    </>
  );
}
