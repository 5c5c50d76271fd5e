/// The papers the law asks for: which are there, in which form, on what basis.
import { useSignal } from '@preact/signals';
import { post } from '../api/client';
import type { Acted, DossierItem } from '../api/contract';
import { Field, Submit } from '../parts/field';
import { Icon } from '../parts/icon';
import { ProblemNote } from '../parts/notice';
import { useSending } from '../parts/sending';
import { day } from '../text/format';
import { title_of, words } from '../text/language';
import type { OnCase } from './case_view';

const event = 'dossier.receive';

function form_words(form: string): string {
  const known: Record<string, string> = words.value.case.form;
  return known[form] ?? form;
}

function ReceiveForm(props: { item: DossierItem; on: OnCase; onClose: () => void }) {
  const { item, on, onClose } = props;
  const t = words.value.case;
  const form = useSignal(item.form.split(' ')[0] ?? 'paper');
  const received_on = useSignal(on.me.today);
  const { busy, problem, run } = useSending();
  const send = () => {
    const data = {
      item: item.id,
      received: true,
      form: form.value,
      received_on: received_on.value,
    };
    return run(data, async (attempt) => {
      const path = `/api/cases/${on.file.id}/actions`;
      const acted = await post<Acted>(path, { event, data, note: '' }, attempt);
      onClose();
      on.moved(acted);
    });
  };
  return (
    <form
      class="form receive"
      aria-label={t.receive_item(title_of(item))}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void send();
      }}
    >
      <Field label={t.form_label}>
        {(ties) => (
          <select
            {...ties}
            value={form.value}
            onChange={(changed) => {
              form.value = changed.currentTarget.value;
            }}
          >
            <option value="paper">{form_words('paper')}</option>
            <option value="electronic">{form_words('electronic')}</option>
          </select>
        )}
      </Field>
      <Field label={t.receive_on} required>
        {(ties) => (
          <input
            {...ties}
            type="date"
            max={on.me.today}
            value={received_on.value}
            onInput={(changed) => {
              received_on.value = changed.currentTarget.value;
            }}
          />
        )}
      </Field>
      <div class="form-end">
        <Submit busy={busy.value}>{t.receive}</Submit>
        <button type="button" class="button plain" onClick={onClose}>
          {words.value.common.cancel}
        </button>
      </div>
      <ProblemNote problem={problem.value} />
    </form>
  );
}

function Undo({ item, on }: { item: DossierItem; on: OnCase }) {
  const t = words.value.case;
  const { busy, problem, run } = useSending();
  const undo = () => {
    const data = { item: item.id, received: false };
    void run(data, async (attempt) => {
      const path = `/api/cases/${on.file.id}/actions`;
      on.moved(await post<Acted>(path, { event, data, note: '' }, attempt));
    });
  };
  return (
    <>
      <button
        type="button"
        class="button plain small"
        aria-disabled={busy.value}
        aria-label={`${t.unreceive}: ${title_of(item)}`}
        onClick={undo}
      >
        {t.unreceive}
      </button>
      <ProblemNote problem={problem.value} />
    </>
  );
}

function Item({ item, on, may_receive }: { item: DossierItem; on: OnCase; may_receive: boolean }) {
  const t = words.value.case;
  const open = useSignal(false);
  const by = typeof item.by === 'string' ? item.by : item.by?.name;
  const form = form_words(item.received_form ?? item.form);
  return (
    <li class={`paper ${item.received ? 'is-received' : ''}`}>
      <span class="paper-mark" aria-hidden="true">
        {item.received && <Icon name="check" />}
      </span>
      <div class="paper-body">
        <p class="paper-title">
          {title_of(item)}
          {!item.required && <span class="chip">{t.not_required}</span>}
        </p>
        <p class="quiet">
          {item.received
            ? [t.received(day(item.received_on)), form, by].filter(Boolean).join(' · ')
            : `${t.not_received} · ${form}`}
          {item.basis && <span class="basis-inline">{item.basis}</span>}
        </p>
        {open.value && !item.received && (
          <ReceiveForm
            item={item}
            on={on}
            onClose={() => {
              open.value = false;
            }}
          />
        )}
      </div>
      {may_receive && (
        <div class="paper-end screen-only">
          {item.received ? (
            <Undo item={item} on={on} />
          ) : (
            <button
              type="button"
              class="button small"
              aria-expanded={open.value}
              aria-label={t.receive_item(title_of(item))}
              onClick={() => {
                open.value = !open.value;
              }}
            >
              {t.receive}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

export function Dossier(on: OnCase) {
  const t = words.value.case;
  const { dossier, actions } = on.file;
  if (dossier.items.length === 0) return null;
  const may_receive = actions.some((one) => one.event === event && one.permitted);
  const missing = dossier.items.filter((item) => item.required && !item.received).length;
  return (
    <section class="card" aria-labelledby="dossier-title">
      <div class="card-head">
        <h2 id="dossier-title">{t.dossier}</h2>
        <span class={`badge ${dossier.complete ? 'phase-on_time' : 'phase-soon'}`}>
          <b>{dossier.complete ? t.dossier_complete : t.dossier_missing(missing)}</b>
        </span>
      </div>
      <p class="quiet">{dossier.basis}</p>
      <ul class="plain-list papers">
        {dossier.items.map((item) => (
          <Item key={item.id} item={item} on={on} may_receive={may_receive} />
        ))}
      </ul>
    </section>
  );
}
