/// Addresses of the page: /cases/17?… The server answers each of them with the same page.
import { computed, signal } from '@preact/signals';

const here = () => location.pathname + location.search;
export const address = signal(here());
export const path = computed(() => address.value.split('?')[0] ?? '/');
export const query = computed(() => new URLSearchParams(address.value.split('?')[1] ?? ''));

let scroll_wanted = 0;

/// Opens another view; the old one's scroll position waits in the history for "back".
export function go(to: string): void {
  if (to === address.value) return;
  history.replaceState({ scroll: scrollY }, '');
  history.pushState({ scroll: 0 }, '', to);
  scroll_wanted = 0;
  address.value = here();
}

/// Changes the filters in the address without a new step in the history.
export function refine(changes: Record<string, string>): void {
  const next = new URLSearchParams(query.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const text = next.toString();
  history.replaceState(history.state, '', path.value + (text ? `?${text}` : ''));
  address.value = here();
}

/// Called by the shell once a new view stands.
export function restore_scroll(): void {
  scrollTo(0, scroll_wanted);
}

function is_ours(link: HTMLAnchorElement, click: MouseEvent): boolean {
  const plain = click.button === 0 && !(click.metaKey || click.ctrlKey || click.shiftKey);
  return (
    plain &&
    link.origin === location.origin &&
    !link.pathname.startsWith('/api/') &&
    !link.hasAttribute('download') &&
    !link.hasAttribute('target') &&
    !link.getAttribute('href')?.startsWith('#')
  );
}

export function start_router(): void {
  history.scrollRestoration = 'manual';
  addEventListener('popstate', (event) => {
    scroll_wanted = (event.state as { scroll?: number } | null)?.scroll ?? 0;
    address.value = here();
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a');
    if (event.defaultPrevented || !link || !is_ours(link, event)) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
