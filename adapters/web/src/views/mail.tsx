/// The outbox: which letters were sent, which wait, which failed and why.
import { post } from '../api/client';
import type { Mail } from '../api/contract';
import { useLoad } from '../api/load';
import { Heading } from '../parts/heading';
import { Empty, Loading, ProblemNote } from '../parts/notice';
import { useSending } from '../parts/sending';
import { moment } from '../text/format';
import { words } from '../text/language';

const tones = { sent: 'phase-on_time', pending: 'phase-soon', dead: 'phase-overdue' };

function Letter({ mail, reload }: { mail: Mail; reload: () => void }) {
  const t = words.value;
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
          <b>{t.mail.states[mail.state] ?? mail.state}</b>
        </span>
      </div>
      <div class="row-body">
        <h2 class="row-title">{mail.subject || mail.letter}</h2>
        <p class="row-meta">
          <span>{mail.to}</span>
          <span>{moment(mail.queued_at)}</span>
          <span>{t.mail.attempts(mail.attempts)}</span>
          {mail.state === 'pending' && mail.attempts > 0 && (
            <span>{t.mail.next(moment(mail.not_before))}</span>
          )}
          {mail.case_id && <a href={`/cases/${mail.case_id}`}>#{mail.case_id}</a>}
        </p>
        {mail.last_error && <p class="field-error">{mail.last_error}</p>}
        <ProblemNote problem={problem.value} />
      </div>
      <div class="row-side">
        {mail.state === 'dead' && (
          <button type="button" class="button small" aria-disabled={busy.value} onClick={retry}>
            {t.mail.retry}
          </button>
        )}
      </div>
    </li>
  );
}

export function MailView() {
  const t = words.value.mail;
  const load = useLoad<{ items: Mail[] }>('/api/mail');
  const { value, problem } = load.value;
  return (
    <>
      <Heading title={t.title} under={t.intro} />
      <ProblemNote problem={problem} again={load.reload} />
      {!value && !problem && <Loading />}
      {value?.items.length === 0 && <Empty title={t.empty} />}
      <ul class="rows">
        {value?.items.map((mail) => (
          <Letter key={mail.id} mail={mail} reload={load.reload} />
        ))}
      </ul>
    </>
  );
}
