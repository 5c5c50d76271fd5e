/// The process as a picture, with the case's place on it and its time at each stage. The SVG comes from our own server;
/// it lives in a shadow root, so its style and the page's do not touch each other.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { get_text, type Problem } from '../api/client';
import type { Case } from '../api/contract';
import { as_problem } from '../api/load';
import { Loading, ProblemNote } from '../parts/notice';
import { language, title_of, words } from '../text/language';
import { is_dark } from '../theme';
import sheet_url from '../styles/diagram.css?url';

let sheet_asked: Promise<CSSStyleSheet> | undefined;

/// The picture's style, fetched once; a failure is asked again.
function own_sheet(): Promise<CSSStyleSheet> {
  sheet_asked ??= get_text(sheet_url).then(
    (text) => new CSSStyleSheet().replace(text),
    (fault: unknown) => {
      sheet_asked = undefined;
      throw fault;
    },
  );
  return sheet_asked;
}

/// A picture much wider than its frame is not made tiny: it scrolls to the case's place.
const shrink_most = 1.15;

/// The server draws with plain attributes. Anything that runs or styles is none of its work
/// and is left out.
function adopt(root: ShadowRoot, text: string, sheet: CSSStyleSheet): SVGElement | null {
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (svg.nodeName !== 'svg') return null;
  for (const foreign of svg.querySelectorAll('script, style, foreignObject')) foreign.remove();
  for (const element of [svg, ...svg.querySelectorAll('*')])
    for (const { name } of [...element.attributes])
      if (name === 'style' || name.startsWith('on')) element.removeAttribute(name);
  root.adoptedStyleSheets = [sheet];
  svg.setAttribute('aria-hidden', 'true');
  root.replaceChildren(svg);
  return root.querySelector('svg');
}

/// Brings the first active stage (a box, not a frame around boxes) into the middle.
function show_place(frame: HTMLElement, svg: SVGElement): void {
  const place = svg.querySelector('.atomic.active') ?? svg.querySelector('.active');
  if (!place) return;
  const at = place.getBoundingClientRect();
  const within = frame.getBoundingClientRect();
  frame.scrollLeft += at.left + at.width / 2 - within.left - within.width / 2;
  frame.scrollTop += at.top + at.height / 2 - within.top - within.height / 2;
}

export function Diagram({ file }: { file: Case }) {
  const t = words.value.case;
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const problem = useSignal<Problem | undefined>(undefined);
  const is_loading = useSignal(true);
  const fits = useSignal(false);
  /// The picture in words: where the case is late, for who does not see it.
  const told = useSignal('');

  useEffect(() => {
    let is_wanted = true;
    const picture = get_text(`/api/cases/${file.id}/diagram.svg?language=${language.value}`);
    Promise.all([picture, own_sheet()]).then(
      ([text, sheet]) => {
        if (!is_wanted || !host.current || !frame.current) return;
        const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
        // Measured first: a wide picture stretches the frame.
        const room = frame.current.clientWidth;
        const svg = adopt(root, text, sheet);
        is_loading.value = false;
        if (!svg) return;
        told.value = svg.querySelector('desc')?.textContent ?? '';
        const width = Number(svg.getAttribute('width'));
        fits.value = width <= shrink_most * room;
        show_place(frame.current, svg);
      },
      (fault: unknown) => {
        problem.value = as_problem(fault);
        is_loading.value = false;
      },
    );
    return () => {
      is_wanted = false;
    };
  }, [file.id, file.version, language.value]);

  useEffect(() => {
    const svg = host.current?.shadowRoot?.querySelector('svg');
    if (svg && frame.current) show_place(frame.current, svg);
  }, [fits.value]);

  return (
    <section class="card" aria-labelledby="diagram-title">
      <div class="card-head">
        <h2 id="diagram-title">{t.diagram}</h2>
        <button
          type="button"
          class="button plain small screen-only"
          onClick={() => {
            fits.value = !fits.value;
          }}
        >
          {fits.value ? t.diagram_full : t.diagram_fit}
        </button>
      </div>
      <ProblemNote problem={problem.value} />
      {is_loading.value && <Loading rows={3} />}
      <div
        ref={frame}
        class="diagram"
        role="img"
        tabIndex={0}
        aria-label={`${t.diagram_of(file.stages.map(title_of).join(', ') || t.closed)}. ${told.value}`}
      >
        <div ref={host} class={`${fits.value ? 'fit' : ''} ${is_dark.value ? 'dark' : ''}`} />
      </div>
    </section>
  );
}
