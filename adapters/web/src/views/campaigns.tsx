/// Campaigns: cases that opened a case for each row of a list, and how those go.
import type { CampaignLine, ChildCounts } from '../api/campaigns';
import type { Page } from '../api/contract';
import { useLoad } from '../api/load';
import { Heading } from '../parts/heading';
import { Empty } from '../parts/notice';
import { Pager } from '../parts/pager';
import { Ready } from '../parts/ready';
import { query } from '../router';
import { pick, words } from '../text/language';

const page_size = 25;

/// The share that is closed as a bar; the words beside it say the same.
export function Progress({ counts }: { counts: ChildCounts }) {
  const t = words.value.campaigns;
  return (
    <div class="progress">
      <p>
        <b>{t.done(counts.percent)}</b>
        <span class="quiet"> · {t.counts(counts.closed, counts.count)}</span>
        {counts.overdue > 0 && <span class="late"> · {t.late(counts.overdue)}</span>}
      </p>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${counts.percent}%` }} />
      </div>
    </div>
  );
}

function Line({ line }: { line: CampaignLine }) {
  const { case: parent, children } = line;
  return (
    <li class="campaign">
      <h2 class="row-title">
        <a href={`/campaigns/${parent.case_id}`} data-row>
          {parent.title}
        </a>
      </h2>
      <p class="row-meta">
        <span class="number">#{parent.case_id}</span>
        <span>{parent.drafting_agency.name}</span>
        <span>{pick(parent.process_title, parent.process_title_en)}</span>
      </p>
      <Progress counts={children} />
    </li>
  );
}

export function CampaignsView() {
  const t = words.value.campaigns;
  const asked = new URLSearchParams({ limit: String(page_size) });
  const below = query.value.get('below');
  if (below) asked.set('below', below);
  const load = useLoad<Page<CampaignLine>>(`/api/campaigns?${asked}`);
  return (
    <>
      <Heading title={t.title} under={t.intro} />
      <Ready load={load}>
        {(page) => (
          <>
            {page.items.length === 0 && <Empty title={t.empty} hint={t.empty_hint} />}
            <ul class="rows">
              {page.items.map((line) => (
                <Line key={line.case.case_id} line={line} />
              ))}
            </ul>
            <Pager next={page.next} />
          </>
        )}
      </Ready>
    </>
  );
}
