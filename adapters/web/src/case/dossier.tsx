/// The papers the law asks for: which are there, in which form, on what basis.
import { useSignal } from '@preact/signals';
import type { Action, DossierItem } from '../api/contract';
import { Icon } from '../parts/icon';
import { day } from '../text/format';
import { title_of, words } from '../text/language';
import type { OnCase } from './case_view';
import { form_words, RecordForm } from './record_form';

function State({ item }: { item: DossierItem }) {
  const t = words.value.case;
  const form = form_words(item.received_form || item.form);
  const said = item.received
    ? [t.received(day(item.received_on)), form, item.by?.name].filter(Boolean).join(' · ')
    : `${t.not_received} · ${form}`;
  return (
    <p class="quiet">
      {said}
      {item.basis && <span class="basis-inline">{item.basis}</span>}
    </p>
  );
}

interface Props {
  item: DossierItem;
  on: OnCase;
  /// What the reader may do with the list; nothing: he only reads it.
  action: Action | undefined;
}

function Item({ item, on, action }: Props) {
  const t = words.value.case;
  const open = useSignal(false);
  const label = item.received ? t.unreceive : t.receive;
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
        <State item={item} />
        {open.value && action && (
          <RecordForm
            item={item}
            action={action}
            on={on}
            onClose={() => {
              open.value = false;
            }}
          />
        )}
      </div>
      {action && (
        <div class="paper-end screen-only">
          <button
            type="button"
            class={`button small ${item.received ? 'plain' : ''}`}
            aria-expanded={open.value}
            aria-label={`${label}: ${title_of(item)}`}
            onClick={() => {
              open.value = !open.value;
            }}
          >
            {label}
          </button>
        </div>
      )}
    </li>
  );
}

export function Dossier(on: OnCase) {
  const t = words.value.case;
  const { dossier, actions } = on.file;
  if (dossier.items.length === 0) return null;
  const action = actions.find((one) => one.event === 'dossier.receive' && one.permitted);
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
          <Item key={item.id} item={item} on={on} action={action} />
        ))}
      </ul>
    </section>
  );
}
