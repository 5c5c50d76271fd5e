/// What the page says back: a problem beside what was done, an empty list, a thing loading.
import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/client';
import { words } from '../text/language';
import { Icon } from './icon';

/// Read out at once by screen readers. Nothing when there is no problem.
export function ProblemNote(props: { problem: Problem | undefined; again?: () => void }) {
  return (
    <div role="alert" class="alert-place">
      {props.problem && (
        <div class="note note-bad">
          <Icon name="alert" />
          <p>{props.problem.shown}</p>
          {props.again && (
            <button type="button" class="button small" onClick={props.again}>
              {words.value.problem.again}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

export function GoodNote({ children }: { children: ComponentChildren }) {
  return (
    <div class="note note-good">
      <Icon name="check" />
      <div>{children}</div>
    </div>
  );
}

export function Empty({ title, hint }: { title: string; hint?: string }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {hint && <p>{hint}</p>}
    </div>
  );
}

/// Grey lines where a list will stand; announced once.
export function Loading({ rows = 4 }: { rows?: number }) {
  return (
    <div class="loading" role="status">
      <span class="unseen">{words.value.common.loading}</span>
      {Array.from({ length: rows }, (_, at) => (
        <span class="bone" key={at} />
      ))}
    </div>
  );
}
