/** The button that opens and closes the panel (S1-13). */
export interface Launcher {
  show(open: boolean): void;
  focus(): void;
}

/** The mark of brand.svg without its ground, which is the button. */
const handset =
  'M6 14.3c0-4.8 4.2-7.8 10-7.8s10 3 10 7.8v1.4a1.6 1.6 0 0 1-1.9 1.6l-3.3-.6a1.6 1.6 0 0 1-1.3-1.6v-1.7c-1.1-.4-2.3-.5-3.5-.5s-2.4.1-3.5.5v1.7a1.6 1.6 0 0 1-1.3 1.6l-3.3.6A1.6 1.6 0 0 1 6 15.7z';
const hook = 'M9 22.5v1.2a2.3 2.3 0 0 0 2.3 2.3h9.4a2.3 2.3 0 0 0 2.3-2.3v-1.2';
const cross = 'm10 10 12 12m0-12L10 22';

/** Adds the launcher to the host's shadow root. */
export function addLauncher(root: ShadowRoot, press: () => void): Launcher {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(drawing({ handset, hook, cross }));
  button.addEventListener('click', press);
  root.append(button);
  return {
    show(open) {
      button.setAttribute('aria-expanded', String(open));
      button.ariaLabel = open ? 'Close softphone' : 'Open softphone';
    },
    focus: () => button.focus(),
  };
}

/** Built by hand: HubSpot may require trusted types, which refuse markup in a string. */
function drawing(paths: Readonly<Record<string, string>>): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, line] of Object.entries(paths)) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', line);
    svg.append(path);
  }
  return svg;
}
