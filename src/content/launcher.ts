/** The button that opens and closes the panel (S1-13). */
export interface Launcher {
  show(open: boolean): void;
  focus(): void;
}

const drawings = {
  handset:
    'M13.8 16.6a1 1 0 0 0 1.2-.3l.4-.5a2 2 0 0 1 1.6-.8h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.5.4a1 1 0 0 0-.3 1.2 14 14 0 0 0 6.4 6.4',
  cross: 'M18 6 6 18M6 6l12 12',
};

/** Adds the launcher to the host's shadow root. */
export function addLauncher(root: ShadowRoot, press: () => void): Launcher {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...Object.entries(drawings).map(([name, path]) => drawing(name, path)));
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
function drawing(name: string, path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', name);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(svg.namespaceURI as 'http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
