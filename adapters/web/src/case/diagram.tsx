/// The process as a picture, with the case's place on it. The SVG comes from our own server;
/// it lives in a shadow root, so its style and the page's do not touch each other.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { get_text, type Problem } from '../api/client';
import type { Case } from '../api/contract';
import { as_problem } from '../api/load';
import { Loading, ProblemNote } from '../parts/notice';
import { title_of, words } from '../text/language';

const own_style = `
  :host { display: block }
  svg { display: block; margin: 0 auto }
  :host(.fit) svg { max-width: 100%; height: auto }
`;

/// A strict policy forbids style elements and attributes in markup; the same rules set
/// through the object model are allowed, and scripts are dropped altogether.
function adopt(root: ShadowRoot, text: string): SVGElement | null {
  const read = new DOMParser().parseFromString(text, 'image/svg+xml');
  const svg = read.documentElement;
  if (svg.nodeName !== 'svg') return null;
  for (const bad of svg.querySelectorAll('script, foreignObject')) bad.remove();
  const rules = [...svg.querySelectorAll('style')].map((style) => {
    style.remove();
    return style.textContent ?? '';
  });
  const inline = new Map<Element, string>();
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    const style = element.getAttribute('style');
    if (style) inline.set(element, style);
    for (const { name } of [...element.attributes])
      if (name === 'style' || name.startsWith('on')) element.removeAttribute(name);
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join('\n') + own_style);
  root.adoptedStyleSheets = [sheet];
  for (const [element, style] of inline) (element as SVGElement).style.cssText = style;
  svg.setAttribute('aria-hidden', 'true');
  root.replaceChildren(svg);
  return root.querySelector('svg');
}

/// Brings the first active stage into the middle of the frame.
function show_place(frame: HTMLElement, svg: SVGElement): void {
  const place = svg.querySelector('.active');
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
  const fits = useSignal(true);

  useEffect(() => {
    let is_wanted = true;
    get_text(`/api/cases/${file.id}/diagram.svg`).then(
      (text) => {
        if (!is_wanted || !host.current || !frame.current) return;
        const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
        const svg = adopt(root, text);
        is_loading.value = false;
        if (svg) show_place(frame.current, svg);
      },
      (fault: unknown) => {
        problem.value = as_problem(fault);
        is_loading.value = false;
      },
    );
    return () => {
      is_wanted = false;
    };
  }, [file.id, file.version]);

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
        aria-label={t.diagram_of(file.stages.map(title_of).join(', ') || t.closed)}
      >
        <div ref={host} class={fits.value ? 'fit' : ''} />
      </div>
    </section>
  );
}
