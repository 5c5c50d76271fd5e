/// Light, dark, or as the computer says.
import { signal } from '@preact/signals';
import { keep, kept } from './kept';

export type Theme = 'auto' | 'light' | 'dark';

const before = kept('theme');
export const theme = signal<Theme>(before === 'light' || before === 'dark' ? before : 'auto');

export function apply_theme(): void {
  theme.subscribe((chosen) => {
    document.documentElement.dataset.theme = chosen;
    keep('theme', chosen);
  });
}
