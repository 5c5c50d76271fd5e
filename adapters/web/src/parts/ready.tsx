/// What was asked of the server: loading, refused, or there; kept on the page while read again.
import type { ComponentChildren } from 'preact';
import type { Load } from '../api/load';
import { Loading, ProblemNote } from './notice';

export function Ready<T>(props: {
  load: Load<T>;
  rows?: number;
  children: (value: T) => ComponentChildren;
}) {
  const { load, rows, children } = props;
  const { value, problem, is_loading } = load.value;
  return (
    <>
      <ProblemNote problem={problem} again={load.reload} />
      {value ? (
        <div aria-busy={is_loading}>{children(value)}</div>
      ) : (
        !problem && <Loading {...(rows ? { rows } : {})} />
      )}
    </>
  );
}
