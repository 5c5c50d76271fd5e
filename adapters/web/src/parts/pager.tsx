/// From page to page of a list whose address carries "below".
import { go, path, query } from '../router';
import { words } from '../text/language';
import { Icon } from './icon';

export function Pager({ next }: { next: number | null }) {
  const t = words.value.cases;
  const with_below = (below: string) => {
    const wanted = new URLSearchParams(query.value);
    if (below) wanted.set('below', below);
    else wanted.delete('below');
    return `${path.value}?${wanted}`;
  };
  const turn = (below: string) => {
    go(with_below(below));
    scrollTo(0, 0);
  };
  const is_first = !query.value.get('below');
  if (is_first && next === null) return null;
  return (
    <div class="pager">
      <button type="button" class="button" disabled={is_first} onClick={() => turn('')}>
        {t.first_page}
      </button>
      <button
        type="button"
        class="button"
        disabled={next === null}
        onClick={() => turn(String(next))}
      >
        {t.next_page} <Icon name="right" />
      </button>
    </div>
  );
}
