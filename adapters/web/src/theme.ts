/// Light, dark, or as the computer says.
import { computed, signal } from '@preact/signals';
import { keep, kept } from './kept';

export type Theme = 'auto' | 'light' | 'dark';

const before = kept('theme');
export const theme = signal<Theme>(before === 'light' || before === 'dark' ? before : 'auto');

const dark_computer = matchMedia('(prefers-color-scheme: dark)');
const computer_is_dark = signal(dark_computer.matches);
dark_computer.addEventListener('change', () => {
  computer_is_dark.value = dark_computer.matches;
});

export const is_dark = computed(
  () => theme.value === 'dark' || (theme.value === 'auto' && computer_is_dark.value),
);

export function apply_theme(): void {
  theme.subscribe((chosen) => {
    document.documentElement.dataset.theme = chosen;
    keep('theme', chosen);
  });
}
