import type { JSX } from 'solid-js';

/** Line icons on a grid of 16, drawn for this page. */
const paths = {
  run: 'M4 2.5v11l9-5.5z',
  stop: 'M4 4h8v8H4z',
  save: 'M3 2.5h8l2 2v9H3zM5.5 2.5v4h5v-4M5.5 13.5v-4h5v4',
  share:
    'M11 5.5 5 8l6 2.5M5 8h.01M11.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM11.5 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM4 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z',
  gallery: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z',
  data: 'M8 6c3 0 5-.8 5-1.8S11 2.5 8 2.5s-5 .7-5 1.7S5 6 8 6zM3 4.2v7.6c0 1 2 1.7 5 1.7s5-.7 5-1.7V4.2M3 8c0 1 2 1.8 5 1.8S13 9 13 8',
  files: 'M4 1.5h5.5L13 5v9.5H4zM9.5 1.5V5H13',
  saved: 'M4 2.5h8v11.5L8 11l-4 3z',
  history: 'M8 4.5V8l2.5 1.5M2.8 6.5A5.5 5.5 0 1 1 2.5 8M2.5 3v3.5H6',
  palette: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  language:
    'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM2 8h12M8 1.8c2 2 2.6 4 2.6 6.2S10 12.200 8 14.200M8 1.8C6 3.800 5.400 5.800 5.400 8S6 12.200 8 14.200',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  close: 'M4 4l8 8M12 4l-8 8',
  add: 'M8 3v10M3 8h10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  chevron: 'M6 4l4 4-4 4',
  down: 'M4 6l4 4 4-4',
  download: 'M8 2.5v8M4.500 7.500 8 11l3.500-3.500M3 13.500h10',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  table: 'M2.500 3h11v10h-11zM2.500 6.500h11M2.500 9.700h11M6.500 3v10',
  chart: 'M3 13.500V2.500M3 13.500h10.500M6 11V7M9 11V4M12 11V8.500',
  evidence: 'M3.500 2.500h9v11h-9zM5.500 5.500h5M5.500 8h5M5.500 10.500h3',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300 13.500 13.500',
  trash: 'M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.6 9h5.800l.6-9',
  edit: 'M3 13l.6-2.800L10.500 3.300l2.200 2.200-6.900 6.900z',
  offline: 'M8 2.500v6M5.500 6 8 8.500 10.500 6M3 10.500v3h10v-3',
  sort_up: 'M8 12.500v-9M4.500 7 8 3.500 11.500 7',
  sort_down: 'M8 3.500v9M4.500 9 8 12.500 11.500 9',
  filter: 'M2.500 3.500h11L9.500 8.500v4l-3 1.500V8.500z',
  info: 'M8 7.500v4M8 5h.01M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z',
  help: 'M6 6.200a2 2 0 1 1 2.800 1.800c-.600.300-.800.700-.800 1.300M8 11.500h.01M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z',
  link: 'M6.500 9.500l3-3M7 5l1.500-1.500a2.500 2.500 0 0 1 3.500 3.500L10.500 8.500M9 11l-1.500 1.500A2.500 2.500 0 0 1 4 9l1.500-1.500',
} as const;

export type IconName = keyof typeof paths;

/** Decorative: the control that holds it carries the name. */
export function Icon(props: { readonly name: IconName }): JSX.Element {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill={props.name === 'run' || props.name === 'stop' ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[props.name]} />
    </svg>
  );
}
