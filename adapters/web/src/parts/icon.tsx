/// Line icons, 20×20, drawn in the colour of the text. They never carry meaning alone.

const shapes = {
  inbox: 'M3 11h4l1.5 2.5h3L13 11h4M3 11l2.2-6h9.6L17 11v4.5H3z',
  folder: 'M3 5.5h5l1.5 2H17v8H3z',
  plus: 'M10 4.5v11M4.5 10h11',
  due: 'M4 5h12v11H4zM4 8.5h12M7.5 3v3.5M12.5 3v3.5M8 12.2l1.6 1.6 3-3.2',
  shield: 'M10 3l6 2.2v4.3c0 3.6-2.5 6.2-6 7.5-3.5-1.3-6-3.9-6-7.5V5.2zM7.5 10l1.9 1.9 3.3-3.6',
  chart: 'M4 16V9.5M8 16V5M12 16v-4.5M16 16V7.5',
  mail: 'M3 5.5h14v9.5H3zM3.5 6l6.5 5 6.5-5',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  alert: 'M10 3.5l7 12.5H3zM10 8.5v3.5M10 14v.1',
  right: 'M8 5l5 5-5 5',
  down: 'M5 8l5 5 5-5',
  download: 'M10 3.5v9M6.5 9.5l3.5 3.5 3.5-3.5M4 16.5h12',
  upload: 'M10 13V4M6.5 7.5L10 4l3.5 3.5M4 16.5h12',
  print: 'M6 7.5V3.5h8v4M6 13.5H3.5v-6h13v6H14M6 11.5h8v5H6z',
  close: 'M5 5l10 10M15 5L5 15',
};

export type IconName = keyof typeof shapes;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
