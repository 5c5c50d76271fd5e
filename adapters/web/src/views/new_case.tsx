/// Opening a case: which process, which draft, whose.
import { post } from '../api/client';
import type { Case, Me, Named, Process } from '../api/contract';
import { changes, useLoad } from '../api/load';
import { DayInput } from '../parts/day_input';
import { Field, Submit } from '../parts/field';
import { Heading } from '../parts/heading';
import { useTyped } from '../parts/draft';
import { Empty, ProblemNote } from '../parts/notice';
import { Ready } from '../parts/ready';
import { useSending } from '../parts/sending';
import { go } from '../router';
import { local_day } from '../text/format';
import { pick, title_of, words } from '../text/language';

function AgencyField(props: { value: string; agencies: Named[]; onChange: (id: string) => void }) {
  const t = words.value;
  return (
    <Field label={t.new_case.agency} hint={t.new_case.agency_hint}>
      {(ties) => (
        <select
          {...ties}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          <option value="">{t.common.choose}</option>
          {props.agencies.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/// One heading a section of the plan, in the plan's order; what serves no section comes last.
function by_plan(processes: Process[]): [string, Process[]][] {
  const titles = words.value.new_case.plan;
  const groups = new Map<string, Process[]>();
  for (const one of processes) {
    const section = one.plan in titles ? one.plan : '';
    groups.set(section, [...(groups.get(section) ?? []), one]);
  }
  return [...groups].sort(([a], [b]) => (a || '~').localeCompare(b || '~'));
}

function ProcessChoice(props: {
  processes: Process[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const t = words.value.new_case;
  const groups = by_plan(props.processes);
  return (
    <fieldset class="field">
      <legend>{t.process}</legend>
      {groups.map(([section, processes]) => (
        <div class="option-group" role="group" aria-label={t.plan[section]} key={section}>
          {groups.length > 1 && (
            <p class="option-heading">
              {section && <span class="quiet">{section} </span>}
              {t.plan[section]}
            </p>
          )}
          {processes.map((one) => (
            <label class="option" key={one.id}>
              <input
                type="radio"
                name="process"
                required
                value={one.id}
                checked={props.chosen === one.id}
                onChange={() => props.onChoose(one.id)}
              />
              <span>
                <b>{title_of(one)}</b>
                <small>{one.basis}</small>
              </span>
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  );
}

/// The day that decides under which law the case runs, and which law that is.
function TriggerField(props: {
  process: Process | undefined;
  value: string;
  onDay: (iso: string) => void;
}) {
  const t = words.value.new_case;
  const today = local_day(new Date().toISOString());
  const day = props.value || today;
  const law = props.process?.regimes.find(
    (one) => (one.valid_from ?? '') <= day && day <= (one.valid_to ?? '9999'),
  );
  return (
    <Field label={t.triggered} hint={t.triggered_hint}>
      {(ties) => (
        <>
          <DayInput {...ties} max={today} value={props.value} onDay={props.onDay} />
          {props.process && (
            <p class="hint">
              {law ? t.law(law.basis, pick(law.validity, law.validity_en)) : t.no_law}
            </p>
          )}
        </>
      )}
    </Field>
  );
}

function NewCaseForm({ processes }: { processes: Process[] }) {
  const t = words.value.new_case;
  const agencies = useLoad<{ items: Named[] }>('/api/agencies').value.value?.items ?? [];
  const { values, set, forget } = useTyped('new-case', {
    process: (processes.length === 1 && processes[0]?.id) || '',
    title: '',
    drafting_agency: '',
    triggered_on: '',
  });
  const { busy, problem, run } = useSending();
  const typed = values.value;
  const send = () =>
    run(typed, async (attempt) => {
      const { process, title, drafting_agency, triggered_on } = typed;
      const sent = {
        process,
        title,
        ...(drafting_agency ? { drafting_agency } : {}),
        ...(triggered_on ? { triggered_on } : {}),
      };
      const opened = await post<Case>('/api/cases', sent, attempt);
      forget();
      changes.value++;
      go(`/cases/${opened.id}`);
    });
  return (
    <form
      class="form card"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProcessChoice
        processes={processes}
        chosen={String(typed.process ?? '')}
        onChoose={(id) => set('process', id)}
      />
      <Field label={t.name} hint={t.name_hint} required>
        {(ties) => (
          <textarea
            {...ties}
            rows={3}
            value={String(typed.title ?? '')}
            onInput={(event) => set('title', event.currentTarget.value)}
          />
        )}
      </Field>
      {agencies.length > 0 && (
        <AgencyField
          value={String(typed.drafting_agency ?? '')}
          agencies={agencies}
          onChange={(id) => set('drafting_agency', id)}
        />
      )}
      <TriggerField
        process={processes.find((one) => one.id === typed.process)}
        value={String(typed.triggered_on ?? '')}
        onDay={(day) => set('triggered_on', day)}
      />
      <ProblemNote problem={problem.value} />
      <Submit busy={busy.value}>{t.submit}</Submit>
    </form>
  );
}

export function NewCaseView(_: { me: Me }) {
  const t = words.value.new_case;
  const load = useLoad<{ items: Process[] }>('/api/processes');
  return (
    <>
      <Heading title={t.title} />
      <Ready load={load}>
        {({ items }) => {
          const open = items.filter((one) => one.can_open);
          return open.length ? <NewCaseForm processes={open} /> : <Empty title={t.process_none} />;
        }}
      </Ready>
    </>
  );
}
