/// The keyboard: "/" searches, j and k walk through rows, Enter opens, 1–6 open the views.

function is_typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.('input, textarea, select, [contenteditable]');
}

function walk(step: number): void {
  const all = document.querySelectorAll<HTMLElement>('[data-row]');
  const rows = [...all].filter((row) => row.checkVisibility());
  const now = rows.indexOf(document.activeElement as HTMLElement);
  const next = now < 0 ? (step > 0 ? 0 : rows.length - 1) : now + step;
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
}

export function start_keys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || is_typing(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.key === '/') {
      const search = document.querySelector<HTMLElement>('[data-search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
    } else if (event.key === 'j') {
      walk(1);
    } else if (event.key === 'k') {
      walk(-1);
    } else if (/^[1-6]$/.test(event.key)) {
      const links = document.querySelectorAll<HTMLElement>('nav [data-view]');
      links[Number(event.key) - 1]?.click();
    }
  });
}
