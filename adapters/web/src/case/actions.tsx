/// What the reader can do now: each action a button that opens its form; one that a rule
/// forbids says why. Every action can be asked why.
import { useSignal } from '@preact/signals';
import type { Acted, Action } from '../api/contract';
import { Icon } from '../parts/icon';
import { GoodNote } from '../parts/notice';
import { pick, title_of, words } from '../text/language';
import { ActionForm } from './action_form';
import type { OnCase } from './case_view';
import { Explanation } from './explanation';

/// These have places of their own on the page: the checklist and the list of drafts.
const has_own_place = ['dossier.receive', 'draft.add'];

function Done({ acted }: { acted: Acted }) {
  const result = acted.result;
  const opened = result?.opened_case;
  const many = result?.opened_count ?? 0;
  return (
    <GoodNote>
      <p>{pick(result?.message ?? words.value.case.done, result?.message_en)}</p>
      {many > 1 && (
        <p>
          <a href={`/campaigns/${acted.case.id}`}>{words.value.campaigns.opened(many)}</a>
        </p>
      )}
      {opened && many <= 1 && (
        <p>
          <a href={`/cases/${opened}`}>
            {words.value.case.opened_case}: {words.value.common.case_number(opened)}
          </a>
        </p>
      )}
    </GoodNote>
  );
}

interface Line {
  action: Action;
  on: OnCase;
  open: boolean;
  /// The first of what can be done stands out.
  is_first: boolean;
  onToggle: () => void;
  onDone: (acted: Acted) => void;
}

function ActionLine({ action, on, open, is_first, onToggle, onDone }: Line) {
  const t = words.value.case;
  const why = useSignal(false);
  const title = title_of(action);
  const tone = is_first && !open ? 'primary' : 'soft';
  return (
    <li class="action" data-event={action.event}>
      <div class="action-head">
        <button
          type="button"
          class={`button ${action.permitted ? tone : ''}`}
          aria-expanded={action.permitted ? open : undefined}
          aria-disabled={!action.permitted}
          aria-describedby={action.permitted ? undefined : `refused-${action.event}`}
          onClick={() => action.permitted && onToggle()}
        >
          {title}
        </button>
        <button
          type="button"
          class="button plain small"
          aria-expanded={why.value}
          aria-label={t.why_of(title)}
          onClick={() => {
            why.value = !why.value;
          }}
        >
          {t.why}
        </button>
      </div>
      {!action.permitted && (
        <p class="refusal" id={`refused-${action.event}`}>
          <Icon name="alert" />
          <span>{pick(action.refusal ?? '', action.refusal_en)}</span>
        </p>
      )}
      {why.value && <Explanation id={on.file.id} event={action.event} />}
      {open && action.permitted && (
        <ActionForm key={action.event} action={action} on={on} onDone={onDone} onClose={onToggle} />
      )}
    </li>
  );
}

/// What leads on comes first; then what needs a reason (returning, asking, withdrawing); last
/// what cannot be done now.
function in_order(actions: Action[]): Action[] {
  const place = (one: Action) => (one.permitted ? (one.note === 'required' ? 1 : 0) : 2);
  return [...actions].sort((a, b) => place(a) - place(b));
}

export function Actions(on: OnCase) {
  const t = words.value.case;
  const open = useSignal('');
  const done = useSignal<Acted | undefined>(undefined);
  const actions = on.file.actions.filter((one) => !has_own_place.includes(one.event));
  const first = actions.find((one) => one.permitted && one.note !== 'required');
  const toggle = (event: string) => {
    open.value = open.value === event ? '' : event;
    done.value = undefined;
  };
  return (
    <section class="card actions screen-only" aria-labelledby="actions-title">
      <h2 id="actions-title">{t.actions}</h2>
      <div role="status">{done.value && <Done acted={done.value} />}</div>
      {actions.length === 0 && <p class="quiet">{t.no_actions}</p>}
      <ul class="plain-list">
        {in_order(actions).map((action) => (
          <ActionLine
            key={action.event}
            action={action}
            on={on}
            open={open.value === action.event}
            is_first={action === first}
            onToggle={() => toggle(action.event)}
            onDone={(acted) => {
              open.value = '';
              done.value = acted;
              on.moved(acted);
            }}
          />
        ))}
      </ul>
    </section>
  );
}
