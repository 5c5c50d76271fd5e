/// Drafts 1 to 5 as the decree numbers them, each with its versions.
import { useRef } from 'preact/hooks';
import { post_file } from '../api/client';
import type { Acted, Action, Draft, DraftVersion } from '../api/contract';
import { useSignal } from '@preact/signals';
import { Icon } from '../parts/icon';
import { ProblemNote } from '../parts/notice';
import { useSending } from '../parts/sending';
import { moment, size } from '../text/format';
import { pick, title_of, words } from '../text/language';
import type { OnCase } from './case_view';

const upload_bytes_max = 25 * 1024 * 1024;

function Version(props: { id: number; number: number; version: DraftVersion }) {
  const { id, number, version } = props;
  const href = `/api/cases/${id}/drafts/${number}?sha256=${version.sha256}`;
  return (
    <li class="version">
      <a href={href} download={version.file_name}>
        <Icon name="download" />
        {version.file_name}
      </a>
      <span class="quiet">
        {size(version.bytes)} · {moment(version.at)} · {version.by?.name}
      </span>
    </li>
  );
}

function Upload({ draft, on }: { draft: Draft; on: OnCase }) {
  const t = words.value.case;
  const input = useRef<HTMLInputElement>(null);
  const too_large = useSignal(false);
  const { busy, problem, run } = useSending();
  const send = async (file: File) => {
    too_large.value = file.size > upload_bytes_max;
    if (too_large.value) return;
    const asked = new URLSearchParams({ number: String(draft.number), file_name: file.name });
    const content = [draft.number, file.name, file.size, file.lastModified];
    await run(content, async (attempt) => {
      const path = `/api/cases/${on.file.id}/drafts?${asked}`;
      on.moved(await post_file<Acted>(path, file, attempt));
    });
  };
  return (
    <div class="upload screen-only">
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label={t.upload_draft(title_of(draft))}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void send(file);
        }}
      />
      <button
        type="button"
        class="button small"
        aria-disabled={busy.value}
        aria-label={t.upload_draft(title_of(draft))}
        onClick={() => busy.value || input.current?.click()}
      >
        <Icon name="upload" /> {busy.value ? t.uploading : t.upload}
      </button>
      {too_large.value && (
        <p class="field-error" role="alert">
          {t.too_large}
        </p>
      )}
      <ProblemNote problem={problem.value} />
    </div>
  );
}

function pick_refusal(add: Action): string {
  return add.permitted ? '' : pick(add.refusal ?? '', add.refusal_en);
}

export function Drafts(on: OnCase) {
  const t = words.value.case;
  const { drafts, actions, id } = on.file;
  if (drafts.length === 0) return null;
  const add = actions.find((one) => one.event === 'draft.add');
  return (
    <section class="card" aria-labelledby="drafts-title">
      <h2 id="drafts-title">{t.drafts}</h2>
      {add && <p class="quiet screen-only">{pick_refusal(add) || title_of(add)}</p>}
      <ol class="plain-list drafts">
        {drafts.map((draft) => (
          <li key={draft.number} class={draft.versions.length > 0 ? 'has-file' : ''}>
            <span class="draft-number" aria-hidden="true">
              {draft.number}
            </span>
            <div class="draft-body">
              <h3>{title_of(draft)}</h3>
              <p class="quiet">{pick(draft.meaning, draft.meaning_en)}</p>
              {draft.versions.length === 0 && <p class="faint">{t.no_version}</p>}
              <ul class="plain-list">
                {[...draft.versions].reverse().map((version) => (
                  <Version
                    key={version.sha256 + version.at}
                    id={id}
                    number={draft.number}
                    version={version}
                  />
                ))}
              </ul>
            </div>
            {add?.permitted && <Upload draft={draft} on={on} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
