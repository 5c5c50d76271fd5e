/// Signing in: at the start, and again over the page when the session has ended.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { sign_in, sign_out } from '../api/client';
import { AnyInput } from '../parts/any_input';
import { Field, Submit } from '../parts/field';
import { ProblemNote } from '../parts/notice';
import { useSending } from '../parts/sending';
import { LanguageSwitch } from '../parts/language_switch';
import { words } from '../text/language';

function SignInForm({ user = '' }: { user?: string }) {
  const t = words.value.sign_in;
  const name = useSignal(user);
  const password = useSignal('');
  const shown = useSignal(false);
  const { busy, problem, run } = useSending();
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(null, () => sign_in(name.value.trim(), password.value));
      }}
    >
      <Field label={t.user} required>
        {(ties) => (
          <input
            {...ties}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            autofocus={!user}
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <Field label={t.password} required>
        {(ties) => (
          <span class="with-button">
            <AnyInput
              {...ties}
              type={shown.value ? 'text' : 'password'}
              autocomplete="current-password"
              autofocus={!!user}
              value={password.value}
              onText={(text) => {
                password.value = text;
              }}
            />
            <button
              type="button"
              class="button plain small"
              aria-pressed={shown.value}
              onClick={() => {
                shown.value = !shown.value;
              }}
            >
              {shown.value ? t.hide : t.show}
            </button>
          </span>
        )}
      </Field>
      <ProblemNote problem={problem.value} />
      <Submit busy={busy.value}>{t.submit}</Submit>
    </form>
  );
}

export function SignIn() {
  const t = words.value;
  useEffect(() => {
    document.title = `${t.sign_in.title} – ${t.product}`;
  }, [t]);
  return (
    <main class="sign-in">
      <div class="card sign-in-card">
        <img src="/favicon.svg" alt="" width="44" height="44" />
        <h1>{t.product}</h1>
        <p class="quiet">{t.tagline}</p>
        <SignInForm />
      </div>
      <LanguageSwitch />
    </main>
  );
}

/// Modal, so that the view under it stays as it is, with what was typed.
export function SessionEnded({ user }: { user: string }) {
  const t = words.value.sign_in;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="card dialog"
      aria-labelledby="session-ended"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="session-ended">{t.again}</h2>
      <p class="quiet">{t.again_hint}</p>
      <SignInForm user={user} />
      <button type="button" class="button plain wide" onClick={() => void sign_out()}>
        {t.out}
      </button>
    </dialog>
  );
}
