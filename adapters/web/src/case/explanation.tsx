/// "Vì sao?": which conditions the engine tried for an action, and what it saw.
import type { Explained } from '../api/contract';
import { useLoad } from '../api/load';
import { Icon } from '../parts/icon';
import { Ready } from '../parts/ready';
import { pick, words } from '../text/language';

function Tried({ tried }: { tried: Explained['tried'][number] }) {
  const t = words.value.explain;
  const values = Object.entries(tried.values ?? {});
  return (
    <li class={tried.condition_holds ? 'holds' : 'fails'}>
      <p>
        <Icon name={tried.condition_holds ? 'check' : 'close'} />
        <b>{tried.condition_holds ? t.holds : t.fails}</b>{' '}
        {tried.condition ? <code>{tried.condition}</code> : t.no_condition}
        {tried.is_chosen && <span class="chip">{t.chosen}</span>}
      </p>
      {tried.fault && <p class="field-error">{tried.fault}</p>}
      {values.length > 0 && (
        <dl class="values" aria-label={t.values}>
          {values.map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <code>{JSON.stringify(value)}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="quiet">
        {tried.source_title} · {t.line(tried.line)}
      </p>
    </li>
  );
}

export function Explanation(props: { id: number; event: string }) {
  const t = words.value.explain;
  const path = `/api/cases/${props.id}/explain?event=${encodeURIComponent(props.event)}`;
  const load = useLoad<Explained>(path);
  return (
    <Ready load={load} rows={1}>
      {(found) => (
        <div class="explanation" role="status">
          <p>
            <b>{found.would_be_taken ? t.taken : t.not_taken}.</b>{' '}
            {pick(found.answer, found.answer_en)}
          </p>
          <p>
            <b>{t.permission}:</b>{' '}
            {pick(found.permission.reason, found.permission.reason_en) ||
              (found.permission.allowed ? t.allowed : '')}
          </p>
          {found.tried.length > 0 && (
            <>
              <h3>{t.tried}</h3>
              <ul class="plain-list tried">
                {found.tried.map((one) => (
                  <Tried key={`${one.source}.${one.line}`} tried={one} />
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </Ready>
  );
}
