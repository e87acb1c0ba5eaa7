import { raw } from 'hono/html';

/** Drawn on a 24 by 24 grid, stroked in the text colour. */
const paths = {
  home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-5v-6h-4v6H5a1 1 0 0 1-1-1z',
  crm: 'M4 6h16v12H4zM4 10h16M9 10v8',
  contacts: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6',
  companies: 'M4 20V5l8-2v17M12 8l8 2v10M2 20h20M7 8h2M7 12h2M7 16h2M15 13h2M15 17h2',
  deals: 'M3 8l4-3 5 2 5-2 4 3v8l-5 4-4-3-4 3-5-4z',
  tickets: 'M4 7h16v4a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM14 7v11',
  reports: 'M4 20V4M4 20h16M8 16v-5M13 16V7M18 16v-8',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4 4',
  phone: 'M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z',
  note: 'M5 4h14v16H5zM8 9h8M8 13h8M8 17h5',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  task: 'M4 5h16v15H4zM8 12l3 3 5-6',
  meeting: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  gear: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  down: 'M6 9l6 6 6-6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  check: 'M5 12l5 5 9-11',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  play: 'M8 5l11 7-11 7z',
  incoming: 'M19 5L9 15M9 8v7h7',
  outgoing: 'M9 15L19 5M12 5h7v7',
  spark: 'M12 3l2.2 6.2L20 12l-5.8 2.8L12 21l-2.2-6.2L4 12l5.8-2.8z',
} as const;

/** Name of an icon. */
export type IconName = keyof typeof paths;

/** An icon of the pages; hidden from screen readers, so the control around it needs a name. */
export function icon(name: IconName) {
  return raw(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${paths[name]}"/></svg>`);
}
