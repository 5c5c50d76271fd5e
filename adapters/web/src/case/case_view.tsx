/// One case: where it stands, what the reader can do, and everything behind it.
import type { Acted, Case, Me } from '../api/contract';
import { changes, remember, useLoad } from '../api/load';
import { Boundary } from '../parts/boundary';
import { Facts } from '../parts/field';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icon';
import { Loading, ProblemNote } from '../parts/notice';
import { day, local_day, moment, spoken_day } from '../text/format';
import { pick, title_of, words } from '../text/language';
import { Actions } from './actions';
import { useAgencies } from './agencies';
import { Diagram } from './diagram';
import { Dossier } from './dossier';
import { Drafts } from './drafts';
import { CaseForms } from './forms';
import { History } from './history';
import { Clocks, People, Related, WaitingFor } from './side';
import { Tables } from './tables';

/// What the sections of the page share.
export interface OnCase {
  file: Case;
  me: Me;
  /// Shows the case as an act has left it.
  moved: (acted: Acted) => void;
  /// Reads the case again, after somebody else has changed it.
  reload: () => void;
}

function Stages({ file }: { file: Case }) {
  const t = words.value.case;
  return (
    <p class="stages">
      <span class="number">#{file.id}</span>
      {file.is_closed && <span class="stage stage-closed">{t.closed}</span>}
      {file.stages.map((stage) => (
        <span class="stage stage-now" key={stage.id}>
          {title_of(stage)}
        </span>
      ))}
      <span class="quiet">{title_of(file.process)}</span>
    </p>
  );
}

/// In the reader's language where the page can say it; as the server says it otherwise.
function shown_fact(fact: Case['data'][number]): string {
  const t = words.value.common;
  if (fact.type === 'date' && typeof fact.value === 'string') return spoken_day(fact.value);
  if (typeof fact.value === 'boolean') return fact.value ? t.yes : t.no;
  return fact.shown;
}

function About({ file }: { file: Case }) {
  const t = words.value.case;
  const known = file.data.filter((one) => one.value !== null && one.value !== '');
  return (
    <section class="card after" aria-labelledby="facts-title">
      <h2 id="facts-title">{t.facts}</h2>
      <Facts
        pairs={[
          [t.drafting_agency, file.drafting_agency.name],
          [t.department, file.department.name],
          [t.opened, `${day(local_day(file.opened_at))}, ${file.opened_by?.name ?? ''}`],
          ...known.map((one): [string, string] => [title_of(one), shown_fact(one)]),
          [t.triggered, day(file.triggered_on)],
          [t.basis, file.process.basis],
          [t.validity, pick(file.process.validity, file.process.validity_en)],
          [t.rule, <code key="rule">{file.process.hash.slice(0, 12)}</code>],
        ]}
      />
      <p class="screen-only">
        <a href={`/audit?case=${file.id}`}>{t.trail}</a>
      </p>
    </section>
  );
}

function Sections(on: OnCase) {
  return (
    <div class="case">
      <div class="case-main">
        <Boundary>
          <Actions {...on} />
        </Boundary>
        <Boundary>
          <Diagram file={on.file} />
        </Boundary>
        <Boundary>
          <Tables file={on.file} />
        </Boundary>
        <Boundary>
          <Dossier {...on} />
        </Boundary>
        <Boundary>
          <Drafts {...on} />
        </Boundary>
        <Boundary>
          <CaseForms id={on.file.id} />
        </Boundary>
        <Boundary>
          <History id={on.file.id} />
        </Boundary>
      </div>
      <aside class="case-side">
        <Boundary>
          <Clocks clocks={on.file.clocks} />
          <WaitingFor file={on.file} />
          <People file={on.file} />
        </Boundary>
        <Boundary>
          <Related file={on.file} />
          <About file={on.file} />
        </Boundary>
      </aside>
    </div>
  );
}

export function CaseView({ id, me }: { id: number; me: Me }) {
  const path = `/api/cases/${id}`;
  const load = useLoad<Case>(path);
  const { value, problem } = load.value;
  const file = useAgencies(value);
  const moved = (acted: Acted) => {
    remember(path, acted.case);
    load.value = { value: acted.case, problem: undefined, is_loading: false };
    changes.value++;
  };
  if (!file) {
    return (
      <>
        <Heading title={words.value.common.case_number(id)} />
        <ProblemNote problem={problem} again={load.reload} />
        {!problem && <Loading />}
      </>
    );
  }
  const print = (
    <button type="button" class="button plain screen-only wide-only" onClick={() => window.print()}>
      <Icon name="print" /> {words.value.common.print}
    </button>
  );
  return (
    <article>
      <Heading title={file.title} end={print} />
      <Stages file={file} />
      <p class="print-only">{moment(new Date().toISOString())}</p>
      <ProblemNote problem={problem} again={load.reload} />
      <Sections file={file} me={me} moved={moved} reload={load.reload} />
    </article>
  );
}
