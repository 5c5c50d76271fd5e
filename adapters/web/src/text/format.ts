/// Days, times, sizes and points as people write them. Days are ISO texts without a zone;
/// instants are shown in Vietnam's time wherever the browser stands.
import { language } from './language';

const zone = 'Asia/Ho_Chi_Minh';

export function day(iso: string | null | undefined): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso ?? '');
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : (iso ?? '');
}

/// "thứ Hai, 23/11/2026"; whatever is no day comes back as it is.
export function spoken_day(iso: string): string {
  const noon = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(noon.getTime())) return iso;
  const in_vi = language.value === 'vi';
  const weekday = new Intl.DateTimeFormat(in_vi ? 'vi-VN' : 'en-GB', {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(noon);
  const first = weekday.charAt(0);
  return `${in_vi ? first.toLowerCase() : first}${weekday.slice(1)}, ${day(iso)}`;
}

export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return parts.replace(',', '');
}

/// The day of an instant in Vietnam, "2026-11-23".
export function local_day(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso.slice(0, 10);
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
}

export function number(value: number, digits = 2): string {
  const locale = language.value === 'vi' ? 'vi-VN' : 'en-GB';
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${number(bytes / 1024, 0)} KB`;
  return `${number(bytes / 1024 / 1024, 1)} MB`;
}
