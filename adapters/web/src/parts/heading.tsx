/// The heading of a view; it also names the browser tab.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { words } from '../text/language';

interface Props {
  title: string;
  under?: ComponentChildren;
  end?: ComponentChildren;
}

export function Heading(props: Props) {
  useEffect(() => {
    document.title = `${props.title} – ${words.value.product}`;
  }, [props.title]);
  return (
    <div class="heading">
      <div>
        <h1 tabIndex={-1}>{props.title}</h1>
        {props.under && <p class="quiet">{props.under}</p>}
      </div>
      {props.end && <div class="heading-end">{props.end}</div>}
    </div>
  );
}
