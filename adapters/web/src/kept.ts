/// Small settings kept in the browser; a browser that forbids it merely forgets them.

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`trinh.${name}`);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`trinh.${name}`, value);
  } catch {
    // Private mode: the setting lasts as long as the page.
  }
}
