/// The outbox: which letters were sent, which wait, which failed and why.
import { useSignal } from '@preact/signals';
import { post } from '../api/client';
import type { Mail } from '../api/contract';
import { useLoad } from '../api/load';
import { Segments } from '../parts/field';
import { Heading } from '../parts/heading';
import { Empty, ProblemNote } from '../parts/notice';
import { Ready } from '../parts/ready';
import { useSending } from '../parts/sending';
import { query, refine } from '../router';
import { moment } from '../text/format';
import { words } from '../text/language';

const tones = { sent: 'phase-on_time', pending: 'phase-soon', dead: 'phase-overdue' };
const first_shown = 50;

function Letter({ mail, reload }: { mail: Mail; reload: () => void }) {
  const t = words.value.mail;
  const { busy, problem, run } = useSending();
  const retry = () => {
    void run([mail.id, mail.attempts], async (attempt) => {
      await post(`/api/mail/${mail.id}/retry`, {}, attempt);
      reload();
    });
  };
  return (
    <li class="row letter">
      <div class="row-badge">
        <span class={`badge ${tones[mail.state] ?? ''}`}>
          <b>{t.states[mail.state] ?? mail.state}</b>
        </span>
      </div>
      <div class="row-body">
        <h2 class="row-title">{mail.subject || t.letters[mail.letter] || mail.letter}</h2>
        <p class="row-meta">
          <span>{mail.to}</span>
          <span>{moment(mail.queued_at)}</span>
          <span>{t.attempts(mail.attempts)}</span>
          {mail.state === 'pending' && mail.attempts > 0 && (
            <span>{t.next(moment(mail.not_before))}</span>
          )}
          {mail.case_id && <a href={`/cases/${mail.case_id}`}>#{mail.case_id}</a>}
        </p>
        {mail.last_error && <p class="field-error">{mail.last_error}</p>}
        <ProblemNote problem={problem.value} />
      </div>
      <div class="row-side">
        {mail.state === 'dead' && (
          <button type="button" class="button small" aria-disabled={busy.value} onClick={retry}>
            {t.retry}
          </button>
        )}
      </div>
    </li>
  );
}

function Letters({ items, reload }: { items: Mail[]; reload: () => void }) {
  const all = useSignal(false);
  if (items.length === 0) return <Empty title={words.value.mail.empty} />;
  const shown = all.value ? items : items.slice(0, first_shown);
  return (
    <>
      <ul class="rows">
        {shown.map((mail) => (
          <Letter key={mail.id} mail={mail} reload={reload} />
        ))}
      </ul>
      {shown.length < items.length && (
        <p class="pager">
          <button
            type="button"
            class="button"
            onClick={() => {
              all.value = true;
            }}
          >
            {words.value.common.more}
          </button>
        </p>
      )}
    </>
  );
}

export function MailView() {
  const t = words.value.mail;
  const state = query.value.get('state') ?? '';
  const load = useLoad<{ items: Mail[] }>(state ? `/api/mail?state=${state}` : '/api/mail');
  return (
    <>
      <Heading title={t.title} under={t.intro} />
      <div class="filters">
        <Segments
          label={t.state}
          value={state}
          options={[
            { value: '', label: t.all },
            ...Object.entries(t.states).map(([key, label]) => ({ value: key, label })),
          ]}
          onChange={(wanted) => refine({ state: wanted })}
        />
      </div>
      <Ready load={load}>
        {(value) => <Letters key={state} items={value.items} reload={load.reload} />}
      </Ready>
    </>
  );
}
