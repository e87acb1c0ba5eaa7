import { accessSync, constants, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Requirement {
  /** Debian's name of the package that brings it. */
  readonly package: string;
  /** What it must bring: a program on the search path, or a module in one of the folders of libraries. */
  readonly program?: string;
  readonly module?: readonly string[];
}

/** What the lab takes from Debian 12, and how to see that it is there. `setpriv` ends daemons when their parent dies. */
const REQUIREMENTS: readonly Requirement[] = [
  { package: 'kamailio', program: 'kamailio' },
  { package: 'kamailio-websocket-modules', module: ['kamailio', 'modules', 'websocket.so'] },
  { package: 'rtpengine-daemon', program: 'rtpengine' },
  { package: 'baresip-core', program: 'baresip', module: ['baresip', 'modules', 'ctrl_tcp.so'] },
  { package: 'util-linux', program: 'setpriv' },
];

/** Debian packages to install for the lab. */
export const LAB_PACKAGES: readonly string[] = REQUIREMENTS.map((requirement) => requirement.package);

/** Where a machine keeps programs and libraries. */
interface Folders {
  readonly programs: readonly string[];
  readonly libraries: string;
}

/** Debian keeps daemons in /usr/sbin, which an ordinary user's search path may lack. */
const debianFolders = (): Folders => ({
  programs: [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/bin'],
  libraries: '/usr/lib',
});

/** Debian packages of the lab that this machine lacks; empty when the lab can run. */
export function missingPackages(folders = debianFolders()): readonly string[] {
  return REQUIREMENTS.filter(({ program, module }) => {
    const programMissing =
      program && !folders.programs.some((folder) => isThere(join(folder, program), constants.X_OK));
    const moduleMissing = module && findModule(folders.libraries, module) === undefined;
    return programMissing || moduleMissing;
  }).map((requirement) => requirement.package);
}

/** Folder of baresip's modules; throws with the package to install when there is none. */
export function requireBaresipModules(): string {
  const found = findModule(debianFolders().libraries, ['baresip', 'modules', 'ctrl_tcp.so']);
  if (found === undefined) throw new Error('baresip has no ctrl_tcp module: install baresip-core');
  return dirname(found);
}

/** A module is in the folder of libraries itself or in the one of the machine's kind, as `x86_64-linux-gnu`. */
function findModule(libraries: string, path: readonly string[]): string | undefined {
  const kinds = isThere(libraries, constants.R_OK)
    ? readdirSync(libraries).filter((name) => name.includes('-linux-gnu'))
    : [];
  return ['', ...kinds]
    .map((kind) => join(libraries, kind, ...path))
    .find((file) => isThere(file, constants.R_OK));
}

function isThere(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
