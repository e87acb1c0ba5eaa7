/** The button that opens and closes the panel (S1-13). */
export interface Launcher {
  show(open: boolean): void;
  focus(): void;
}

/** The mark of brand.svg without its ground, which is the button. */
const handset =
  'M7.6 16.2c-1.5-3.1-.9-5.2 1.2-6.6 2-1.3 4.4-1.9 7.2-1.9s5.2.6 7.2 1.9c2.1 1.4 2.7 3.5 1.2 6.6-.3.7-1 1-1.7.8l-2.9-.8c-.7-.2-1.2-.8-1.2-1.5v-1.4c0-.5-.3-.9-.8-1-1.2-.2-2.4-.2-3.6 0-.5.1-.8.5-.8 1v1.4c0 .7-.5 1.3-1.2 1.5l-2.9.8c-.7.2-1.4-.1-1.7-.8z';
const hook = 'M9 21.5V23a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-1.5';
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
