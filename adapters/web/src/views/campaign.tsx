/// One campaign: the share done, by stage, by agency, and its child cases page by page.
import type { ComponentChildren } from 'preact';
import type { Campaign, ChildCounts } from '../api/campaigns';
import type { CaseLine, Page } from '../api/contract';
import { useLoad } from '../api/load';
import { CaseRows } from '../parts/case_row';
import { Segments } from '../parts/field';
import { Grid } from '../parts/grid';
import { Heading } from '../parts/heading';
import { Empty } from '../parts/notice';
import { Pager } from '../parts/pager';
import { Ready } from '../parts/ready';
import { query, refine } from '../router';
import { moment } from '../text/format';
import { title_of, words } from '../text/language';
import { Progress } from './campaigns';

const page_size = 25;

interface CountsLine {
  key: string;
  name: string;
  counts: ChildCounts;
}

function CountsTable(props: { caption: string; first: string; lines: CountsLine[] }) {
  const t = words.value.campaigns;
  const { caption, first, lines } = props;
  const figures = ['count', 'open', 'closed', 'overdue'] as const;
  return (
    <Grid
      caption={caption}
      class="counts-table"
      heads={[first, ...figures.map((one) => ({ title: t[one], is_figure: true }))]}
    >
      {lines.map(({ key, name, counts }) => (
        <tr key={key}>
          <th scope="row">{name}</th>
          {figures.map((one) => (
            <td class={one === 'overdue' && counts[one] ? 'figure late' : 'figure'} key={one}>
              {counts[one]}
            </td>
          ))}
        </tr>
      ))}
    </Grid>
  );
}

function Card({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Numbers({ campaign }: { campaign: Campaign }) {
  const t = words.value.campaigns;
  const stages = campaign.stages.map((one, at) => ({
    key: String(at),
    name: title_of(one),
    counts: one,
  }));
  const agencies = campaign.agencies.map((one, at) => ({
    key: String(at),
    name: one.agency?.name ?? '–',
    counts: one,
  }));
  return (
    <div class="campaign-numbers">
      <section class="card campaign-share">
        <Progress counts={campaign.children} />
      </section>
      <Card title={t.by_stage}>
        <CountsTable caption={t.by_stage} first={t.stage} lines={stages} />
      </Card>
      <Card title={t.by_agency}>
        <CountsTable caption={t.by_agency} first={t.agency} lines={agencies} />
      </Card>
    </div>
  );
}

function Children({ id, count }: { id: number; count: number }) {
  const t = words.value.campaigns;
  const overdue = query.value.get('overdue') ?? '';
  const asked = new URLSearchParams({ parent: String(id), limit: String(page_size) });
  if (overdue) asked.set('overdue', 'true');
  const below = query.value.get('below');
  if (below) asked.set('below', below);
  const load = useLoad<Page<CaseLine>>(`/api/cases?${asked}`);
  return (
    <section aria-labelledby="children-title">
      <h2 id="children-title">{t.children}</h2>
      <div class="filters">
        <Segments
          label={t.children}
          value={overdue}
          options={[
            { value: '', label: words.value.common.all },
            { value: 'true', label: t.only_overdue },
          ]}
          onChange={(value) => refine({ overdue: value, below: '' })}
        />
      </div>
      <Ready load={load}>
        {(page) => (
          <>
            {page.items.length === 0 && <Empty title={t.no_children} />}
            <CaseRows lines={page.items} rank="h3" />
            {!overdue && !below && page.next === null && page.items.length < count && (
              <p class="hint">{t.unseen(count - page.items.length)}</p>
            )}
            <Pager next={page.next} />
          </>
        )}
      </Ready>
    </section>
  );
}

function Chased({ chased }: { chased: Campaign['chased'] }) {
  const t = words.value;
  if (chased.length === 0) return null;
  return (
    <details class="more">
      <summary>
        {t.campaigns.chased} ({chased.length})
      </summary>
      <ul>
        {chased.map((one) => (
          <li key={one.to + one.at}>
            {one.to} · {moment(one.at)} · {t.mail.states[one.state] ?? one.state}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function CampaignView({ id }: { id: number }) {
  const t = words.value;
  const load = useLoad<Campaign>(`/api/campaigns/${id}`);
  return (
    <article>
      <Heading
        title={load.value.value?.case.title ?? t.common.case_number(id)}
        under={<a href={`/cases/${id}`}>{`${t.campaigns.to_case} #${id}`}</a>}
      />
      <Ready load={load}>
        {(campaign) => (
          <>
            <Numbers campaign={campaign} />
            <Chased chased={campaign.chased} />
            <Children id={id} count={campaign.children.count} />
          </>
        )}
      </Ready>
    </article>
  );
}
