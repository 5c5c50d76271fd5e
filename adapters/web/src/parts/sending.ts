/// Sending one form: once at a time, with the same key until it succeeds or its content changes.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { new_attempt, type Problem } from '../api/client';
import { as_problem } from '../api/load';

export function useSending() {
  const busy = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  const attempt = useRef({ key: '', content: '' });

  /// Runs `send` unless it already runs. True: it succeeded.
  async function run(content: unknown, send: (key: string) => Promise<void>): Promise<boolean> {
    if (busy.peek()) return false;
    const text = JSON.stringify(content);
    if (attempt.current.content !== text) attempt.current = { key: new_attempt(), content: text };
    busy.value = true;
    problem.value = undefined;
    try {
      await send(attempt.current.key);
      attempt.current = { key: '', content: '' };
      return true;
    } catch (fault) {
      const found = as_problem(fault);
      problem.value = found;
      const answered = found.status >= 400 && found.status < 500 && found.status !== 401;
      if (answered) attempt.current = { key: '', content: '' };
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, run };
}
