/// What somebody is typing: kept while he looks elsewhere, signs in again or reloads the page;
/// forgotten once it is sent, and at sign-out.
import { useSignal } from '@preact/signals';
import type { Value } from '../api/contract';

export type Typed = Record<string, Value>;

function stored(key: string): Typed | undefined {
  try {
    const text = sessionStorage.getItem(`typed.${key}`);
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

export function useTyped(key: string, initial: Typed) {
  const typed = useSignal<Typed>(stored(key) ?? initial);
  const store = (text: string | null) => {
    try {
      if (text === null) sessionStorage.removeItem(`typed.${key}`);
      else sessionStorage.setItem(`typed.${key}`, text);
    } catch {
      // Storage full or forbidden: the page itself still holds the text.
    }
  };
  return {
    values: typed,
    set(field: string, value: Value) {
      typed.value = { ...typed.value, [field]: value };
      store(JSON.stringify(typed.value));
    },
    forget() {
      typed.value = initial;
      store(null);
    },
  };
}
