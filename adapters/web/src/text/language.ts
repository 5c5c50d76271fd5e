/// The language in use. Vietnamese first; the choice is remembered on this computer.
import { computed, effect, signal } from '@preact/signals';
import type { Titled } from '../api/contract';
import { kept, keep } from '../kept';
import { en } from './en';
import { vi } from './vi';

export type Language = 'vi' | 'en';

export const language = signal<Language>(kept('language') === 'en' ? 'en' : 'vi');
export const words = computed(() => (language.value === 'vi' ? vi : en));

effect(() => {
  document.documentElement.lang = language.value;
  keep('language', language.value);
});

/// Of a text in two languages the one to show; Vietnamese where there is no English.
export function pick(in_vi: string, in_en: string | null | undefined): string {
  return language.value === 'en' && in_en ? in_en : in_vi;
}

export function title_of(thing: Titled): string {
  return pick(thing.title, thing.title_en);
}
