/// The page: who is signed in decides between the sign-in form and the views.
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { ask_who, me, type Problem, session_ended } from './api/client';
import { as_problem } from './api/load';
import { start_keys } from './keys';
import { Loading, ProblemNote } from './parts/notice';
import { start_router } from './router';
import { Shell } from './shell';
import { apply_theme } from './theme';
import { SessionEnded, SignIn } from './views/sign_in';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/notes.css';
import './styles/account.css';
import './styles/lists.css';
import './styles/case.css';
import './styles/tables.css';
import './styles/index_work.css';
import './styles/lists_of_rows.css';
import './styles/print.css';

function Page() {
  const problem = useSignal<Problem | undefined>(undefined);
  const ask = () => {
    problem.value = undefined;
    ask_who().catch((fault: unknown) => {
      problem.value = as_problem(fault);
    });
  };
  useEffect(ask, []);
  if (problem.value) {
    return (
      <main class="sign-in">
        <ProblemNote problem={problem.value} again={ask} />
      </main>
    );
  }
  if (me.value === undefined) return <Loading rows={1} />;
  if (me.value === null) return <SignIn />;
  return (
    <>
      <Shell me={me.value} />
      {session_ended.value && <SessionEnded user={me.value.user.id} />}
    </>
  );
}

apply_theme();
start_router();
start_keys();
const place = document.getElementById('page');
if (place) render(<Page />, place);
