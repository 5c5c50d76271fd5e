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

/// The server paints for white paper; in the dark the same classes get the page's colours.
const own_style = `
  :host { display: block }
  svg { display: block; margin: 0 auto }
  :host(.fit) svg { max-width: 100%; height: auto }
  .reach { pointer-events: stroke }
  .edge:hover .line { stroke-width: 3 }
  .sheet { fill: transparent }
  @media print {
    svg { max-width: 100%; max-height: 23cm; width: auto }
  }
  @media screen {
    :host(.dark) .outline { fill: #22262f; stroke: #727b8c }
    :host(.dark) .done > .outline { fill: #16301f; stroke: #4c9160 }
    :host(.dark) .active > .outline { fill: #1f2f5c; stroke: #8eb0ff }
    :host(.dark) .heat-1 > .outline { fill: #2b2a1c }
    :host(.dark) .heat-2 > .outline { fill: #453812 }
    :host(.dark) .heat-3 > .outline { fill: #5d440d }
    :host(.dark) .heat-4 > .outline { fill: #754a08 }
    :host(.dark) .heat-5 > .outline { fill: #8a4b06 }
    :host(.dark) :is(.stay, .heat .role) { fill: #e9ecf2 }
    :host(.dark) .overdue { fill: #ffd9d2 }
    :host(.dark) :is(.compound, .parallel) > .outline { fill: #171a21; stroke: #3b4250 }
    :host(.dark) :is(.compound, .parallel).active > .outline { fill: #171d2d; stroke: #5475c4 }
    :host(.dark) .tick { stroke: #7fd6a2 }
    :host(.dark) .badge rect { fill: #38270f; stroke: #8a6420 }
    :host(.dark) .badge text { fill: #ffb266 }
    :host(.dark) .title { fill: #e9ecf2 }
    :host(.dark) .role { fill: #a6afbf }
    :host(.dark) .line { stroke: #8b95a6 }
    :host(.dark) .head { fill: #8b95a6 }
    :host(.dark) .back .line { stroke: #d79a4f }
    :host(.dark) .back .head { fill: #d79a4f }
    :host(.dark) .edge-label rect { fill: #191c23 }
    :host(.dark) .edge-label text { fill: #c3cad6 }
  }
`;

/// A picture much wider than its frame is not made tiny: it scrolls to the case's place.
const shrink_most = 1.15;

/// The server draws with plain attributes. Anything that runs or styles is none of its work
/// and is left out.
function adopt(root: ShadowRoot, text: string): SVGElement | null {
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (svg.nodeName !== 'svg') return null;
  for (const foreign of svg.querySelectorAll('script, style, foreignObject')) foreign.remove();
  for (const element of [svg, ...svg.querySelectorAll('*')])
    for (const { name } of [...element.attributes])
      if (name === 'style' || name.startsWith('on')) element.removeAttribute(name);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(own_style);
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
    get_text(`/api/cases/${file.id}/diagram.svg?language=${language.value}`).then(
      (text) => {
        if (!is_wanted || !host.current || !frame.current) return;
        const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
        // Measured first: a wide picture stretches the frame.
        const room = frame.current.clientWidth;
        const svg = adopt(root, text);
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
