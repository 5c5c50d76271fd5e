/// Requests to our own server. Every failure is a Problem with a sentence for the officer;
/// a lost session opens the sign-in form over the page, so nothing typed is lost.
import { signal } from '@preact/signals';
import { language, words } from '../text/language';
import type { Me, Reason } from './contract';

/// undefined: not asked yet; null: nobody is signed in.
export const me = signal<Me | null | undefined>(undefined);
/// True while somebody's session has ended under an open page.
export const session_ended = signal(false);
/// Grows whenever another person or session looks at the page: all that was loaded is stale.
export const epoch = signal(0);

export class Problem extends Error {
  constructor(
    readonly reason: Reason | 'unreachable',
    readonly status: number,
    readonly message_en: string,
    readonly message_vi: string,
  ) {
    super(message_en);
  }
  get shown(): string {
    const vi = this.message_vi || this.message_en;
    return language.value === 'vi' ? vi : this.message_en || vi;
  }
}

/// One attempt of one person to do one thing: a second click or a retry sends the same key,
/// so the server does it once.
export function new_attempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new Problem('unreachable', 0, words.value.problem.unreachable, '');
  }
}

async function problem_of(response: Response): Promise<Problem> {
  try {
    const { error } = await response.json();
    return new Problem(error.reason, response.status, error.message, error.message_vi ?? '');
  } catch {
    const text = words.value.problem.strange(response.status);
    return new Problem('unavailable', response.status, text, text);
  }
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return response.status === 204 ? (undefined as T) : await response.json();
  const problem = await problem_of(response);
  if (response.status === 401 && me.value) session_ended.value = true;
  throw problem;
}

export async function get<T>(path: string, abort?: AbortSignal): Promise<T> {
  return answer<T>(await send(path, abort ? { signal: abort } : {}));
}

export async function get_text(path: string): Promise<string> {
  const response = await send(path, {});
  return response.ok ? response.text() : answer<string>(response);
}

/// Fetches a file and hands it to the browser under the name the server gives it.
export async function save_file(path: string): Promise<void> {
  const response = await send(path, {});
  if (!response.ok) return answer<void>(response);
  const named = response.headers.get('Content-Disposition') ?? '';
  const coded = /filename\*=UTF-8''([^;]+)/.exec(named)?.[1] ?? '';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = decodeURIComponent(coded) || (path.split('?')[0]?.split('/').pop() ?? '');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/// The token of this session; another tab may have begun a newer one.
async function refreshed_token(): Promise<boolean> {
  const response = await send('/api/me', {});
  if (!response.ok) return false;
  const fresh: Me = await response.json();
  const changed = fresh.csrf !== me.value?.csrf && fresh.user.id === me.value?.user.id;
  if (changed) me.value = fresh;
  return changed;
}

async function change<T>(
  method: string,
  path: string,
  body: BodyInit | null,
  headers: Record<string, string>,
): Promise<T> {
  const token = () => ({ ...headers, 'X-CSRF-Token': me.value?.csrf ?? '' });
  let response = await send(path, { method, body, headers: token() });
  if (response.status === 403 && (await refreshed_token()))
    response = await send(path, { method, body, headers: token() });
  return answer<T>(response);
}

export function post<T>(path: string, body: unknown, attempt: string): Promise<T> {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': attempt };
  return change<T>('POST', path, JSON.stringify(body), headers);
}

export function post_file<T>(path: string, file: Blob, attempt: string): Promise<T> {
  const headers = { 'Content-Type': 'application/octet-stream', 'Idempotency-Key': attempt };
  return change<T>('POST', path, file, headers);
}

/// Asks who is signed in; leaves null when nobody is.
export async function ask_who(): Promise<void> {
  try {
    me.value = await get<Me>('/api/me');
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 401) me.value = null;
    else throw fault;
  }
}

export async function sign_in(user: string, password: string): Promise<void> {
  const response = await send('/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user, password }),
  });
  if (!response.ok) throw await problem_of(response);
  me.value = await response.json();
  session_ended.value = false;
  epoch.value++;
}

export async function sign_out(): Promise<void> {
  await change('DELETE', '/api/session', null, {}).catch(() => undefined);
  sessionStorage.clear();
  session_ended.value = false;
  me.value = null;
  epoch.value++;
}
