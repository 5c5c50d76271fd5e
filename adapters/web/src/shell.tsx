/// The frame around every view: menu, account, and which view stands in the middle.
import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Me, Work } from './api/contract';
import { sign_out } from './api/client';
import { useLoad } from './api/load';
import { Icon, type IconName } from './parts/icon';
import { Boundary } from './parts/boundary';
import { Segments } from './parts/field';
import { address, path, restore_scroll } from './router';
import { words } from './text/language';
import { type Theme, theme } from './theme';
import { CaseView } from './case/case_view';
import { AuditView } from './views/audit';
import { CampaignView } from './views/campaign';
import { CampaignsView } from './views/campaigns';
import { CasesView } from './views/cases';
import { DueView } from './views/due';
import { FormsView } from './views/forms';
import { IndexView } from './views/score';
import { MailView } from './views/mail';
import { NewCaseView } from './views/new_case';
import { Empty } from './parts/notice';
import { LanguageSwitch } from './parts/language_switch';
import { WorkView } from './views/work';

interface Entry {
  to: string;
  icon: IconName;
  label: string;
  count?: number | undefined;
  is_spare?: boolean;
}

function reads_mail(me: Me): boolean {
  const readers = ['admin', 'head', 'director', 'deputy-director'];
  return me.user.roles.some((role) => readers.includes(role));
}

function entries(me: Me, urgent?: number): Entry[] {
  const t = words.value.nav;
  const list: Entry[] = [
    { to: '/', icon: 'inbox', label: t.work, count: urgent },
    { to: '/cases', icon: 'folder', label: t.cases },
    { to: '/campaigns', icon: 'check', label: t.campaigns, is_spare: true },
    { to: '/due', icon: 'due', label: t.due },
    { to: '/index', icon: 'chart', label: t.index },
    { to: '/forms', icon: 'print', label: t.forms, is_spare: true },
    { to: '/audit', icon: 'shield', label: t.audit },
  ];
  if (reads_mail(me)) list.push({ to: '/mail', icon: 'mail', label: t.mail, is_spare: true });
  return list;
}

function is_at(to: string): boolean {
  return to === '/' ? path.value === '/' : path.value === to || path.value.startsWith(`${to}/`);
}

function Menu({ me }: { me: Me }) {
  const work = useLoad<Work>('/api/work').value.value;
  const urgent = work ? work.counts.overdue + work.counts.today : undefined;
  return (
    <nav class="menu" aria-label={words.value.nav.label}>
      <ul>
        {entries(me, urgent).map((entry) => (
          <li key={entry.to} class={entry.is_spare ? 'spare' : ''}>
            <a href={entry.to} data-view aria-current={is_at(entry.to) ? 'page' : undefined}>
              <Icon name={entry.icon} />
              <span class="menu-label">{entry.label}</span>
              {!!entry.count && <span class="count">{entry.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account({ me }: { me: Me }) {
  const t = words.value;
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const shut = (event: Event) => {
      const outside = event instanceof MouseEvent && !box.current?.contains(event.target as Node);
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
      if ((outside || escaped) && box.current) box.current.open = false;
    };
    document.addEventListener('click', shut);
    document.addEventListener('keydown', shut);
    return () => {
      document.removeEventListener('click', shut);
      document.removeEventListener('keydown', shut);
    };
  }, []);
  const themes: Theme[] = ['auto', 'light', 'dark'];
  return (
    <details class="account" ref={box}>
      <summary>
        <span class="unseen">{t.account}</span>
        <span class="initials" aria-hidden="true">
          {me.user.name.trim().split(' ').at(-1)?.charAt(0)}
        </span>
        <span class="account-name">
          <b>{me.user.name}</b>
          <small>{me.user.position}</small>
        </span>
        <Icon name="down" />
      </summary>
      <div class="sheet">
        <p>
          <b>{me.user.name}</b>
          <br />
          {me.user.position} · {me.user.agency.name}
          <br />
          <span class="quiet">{me.user.email}</span>
        </p>
        {entries(me)
          .filter((entry) => entry.is_spare)
          .map((entry) => (
            <a class="button wide phone-only" href={entry.to} key={entry.to}>
              <Icon name={entry.icon} /> {entry.label}
            </a>
          ))}
        <Segments
          label={t.theme.label}
          value={theme.value}
          options={themes.map((value) => ({ value, label: t.theme[value] }))}
          onChange={(value) => {
            theme.value = value;
          }}
        />
        <dl class="keys">
          <div>
            <dt>/</dt>
            <dd>{t.keys.search}</dd>
          </div>
          <div>
            <dt>j k</dt>
            <dd>{t.keys.rows}</dd>
          </div>
          <div>
            <dt>1–6</dt>
            <dd>{t.keys.views}</dd>
          </div>
        </dl>
        <button type="button" class="button wide" onClick={() => void sign_out()}>
          {t.sign_in.out}
        </button>
      </div>
    </details>
  );
}

function view_of(at: string, me: Me): ComponentChildren {
  const number = /^\/cases\/(\d+)$/.exec(at)?.[1];
  if (number) return <CaseView key={number} id={Number(number)} me={me} />;
  const campaign = /^\/campaigns\/(\d+)$/.exec(at)?.[1];
  if (campaign) return <CampaignView key={campaign} id={Number(campaign)} />;
  if (at === '/' || at === '/work') return <WorkView me={me} />;
  if (at === '/cases/new') return <NewCaseView me={me} />;
  if (at === '/cases') return <CasesView me={me} />;
  if (at === '/campaigns') return <CampaignsView />;
  if (at === '/due') return <DueView me={me} />;
  if (at === '/forms') return <FormsView me={me} />;
  if (at === '/audit') return <AuditView />;
  if (at === '/index') return <IndexView me={me} />;
  if (at === '/mail') return <MailView />;
  return (
    <>
      <h1>{words.value.problem.not_found}</h1>
      <Empty title={at} />
      <p>
        <a href="/">{words.value.problem.to_work}</a>
      </p>
    </>
  );
}

/// After a move to another view the reader starts at its heading.
function useArrival() {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    restore_scroll();
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [path.value]);
}

export function Shell({ me }: { me: Me }) {
  const t = words.value;
  useArrival();
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={() => document.getElementById('main')?.focus()}>
        {t.skip}
      </a>
      <header class="top">
        <a class="brand" href="/">
          <img src="/favicon.svg" alt="" width="26" height="26" />
          <span>{t.product}</span>
        </a>
        <Menu me={me} />
        <div class="top-end">
          <LanguageSwitch />
          <Account me={me} />
        </div>
      </header>
      <main id="main" tabIndex={-1} data-address={address.value}>
        <Boundary key={path.value}>{view_of(path.value, me)}</Boundary>
      </main>
    </div>
  );
}
