/// A table that scrolls to the side inside its own box, by keyboard too.
import type { ComponentChildren } from 'preact';

export interface Head {
  title: string;
  /// Numbers stand to the right.
  is_figure?: boolean;
}

export function Grid(props: {
  caption: string;
  heads: (Head | string)[];
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <div class="table-frame" role="region" aria-label={props.caption} tabIndex={0}>
      <table class={props.class}>
        <caption class="unseen">{props.caption}</caption>
        <thead>
          <tr>
            {props.heads.map((head) => {
              const { title, is_figure = false } = typeof head === 'string' ? { title: head } : head;
              return (
                <th scope="col" key={title} class={is_figure ? 'figure' : ''}>
                  {title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
