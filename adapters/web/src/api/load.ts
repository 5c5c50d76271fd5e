/// What a view reads from the server: kept while it is read again, and remembered for "back".
import { signal, type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { epoch, get, Problem } from './client';

export interface Loaded<T> {
  value: T | undefined;
  problem: Problem | undefined;
  is_loading: boolean;
}

const remembered = new Map<string, unknown>();
const remembered_max = 60;
const stale_ms = 20_000;
/// Grows when an act has changed what lists and counts show.
export const changes = signal(0);

epoch.subscribe(() => remembered.clear());

export function remember(path: string, value: unknown): void {
  remembered.delete(path);
  remembered.set(path, value);
  if (remembered.size > remembered_max) {
    const oldest = remembered.keys().next().value;
    if (oldest !== undefined) remembered.delete(oldest);
  }
}

export function as_problem(fault: unknown): Problem {
  if (fault instanceof Problem) return fault;
  const text = fault instanceof Error ? fault.message : String(fault);
  return new Problem('unavailable', 0, text, text);
}

export type Load<T> = Signal<Loaded<T>> & { reload: () => void };

/// `path` null: nothing to read yet. `reload` in the answer reads again without blanking.
export function useLoad<T>(path: string | null): Load<T> {
  const known = path === null ? undefined : (remembered.get(path) as T | undefined);
  const first = { value: known, problem: undefined, is_loading: path !== null };
  const state = useSignal<Loaded<T>>(first);
  const turn = useSignal(0);
  const read_at = useSignal(0);
  const shown_for = useSignal(path);
  if (shown_for.peek() !== path) {
    shown_for.value = path;
    state.value = first;
  }

  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    state.value = { ...state.peek(), is_loading: true };
    get<T>(path, abort.signal).then(
      (value) => {
        remember(path, value);
        read_at.value = Date.now();
        state.value = { value, problem: undefined, is_loading: false };
      },
      (fault: unknown) => {
        if (abort.signal.aborted) return;
        state.value = { value: state.peek().value, problem: as_problem(fault), is_loading: false };
      },
    );
    return () => abort.abort();
  }, [path, epoch.value, changes.value, turn.value]);

  useEffect(() => {
    const look_again = () => {
      if (!document.hidden && Date.now() - read_at.peek() > stale_ms) turn.value++;
    };
    document.addEventListener('visibilitychange', look_again);
    return () => document.removeEventListener('visibilitychange', look_again);
  }, []);

  return Object.assign(state, { reload: () => void turn.value++ });
}
