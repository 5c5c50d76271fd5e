/// One case in a list: what is left, what it is, where it stands, whom it waits for.
import type { CaseLine } from '../api/contract';
import { pick, title_of, words } from '../text/language';
import { Badge, ReasonLine } from './clock';

export function waiting_words(line: Pick<CaseLine, 'waiting_for'>): string {
  return line.waiting_for
    .map((one) => (one.person ? `${title_of(one)}: ${one.person.name}` : title_of(one)))
    .join('; ');
}

type Rank = 'h2' | 'h3' | 'h4';

export function CaseRow({ line, rank }: { line: CaseLine; rank: Rank }) {
  const t = words.value;
  const Heading = rank;
  const waiting = waiting_words(line);
  return (
    <li class="row">
      <div class="row-badge">
        {line.is_closed ? (
          <span class="badge phase-none">{t.cases.closed}</span>
        ) : (
          <Badge clock={line.clock} />
        )}
      </div>
      <div class="row-body">
        <Heading class="row-title">
          <a href={`/cases/${line.case_id}`} data-row>
            {line.title}
          </a>
        </Heading>
        <p class="row-meta">
          <span class="number">#{line.case_id}</span>
          <span>{line.drafting_agency.name}</span>
          <span>{pick(line.process_title, line.process_title_en)}</span>
        </p>
        {line.clock && !line.is_closed && <ReasonLine clock={line.clock} />}
      </div>
      <div class="row-side">
        {line.stages.map((stage) => (
          <span class="stage" key={stage.id}>
            {title_of(stage)}
          </span>
        ))}
        {waiting && !line.is_closed && (
          <span class="row-waiting">
            {t.work.waiting}: {waiting}
          </span>
        )}
      </div>
    </li>
  );
}

export function CaseRows({ lines, rank }: { lines: CaseLine[]; rank: Rank }) {
  return (
    <ul class="rows">
      {lines.map((line) => (
        <CaseRow key={line.case_id} line={line} rank={rank} />
      ))}
    </ul>
  );
}
