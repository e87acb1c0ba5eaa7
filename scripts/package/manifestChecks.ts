import { createPublicKey } from 'node:crypto';
import type { BuiltPackage, PackageCheck } from './builtPackage.ts';
import { findManifestProblems, type Manifest, readManifest } from './manifest.ts';

/** Every permission the extension asks for, with its reason. */
const permissions: Record<string, string> = {
  alarms: 'retries logs that HubSpot did not take while the service worker sleeps',
  identity: "HubSpot's OAuth runs in the browser's own window and returns to the extension's own address",
  offscreen:
    'the phone lives in an offscreen document: only there do socket, timers and audio last for hours',
  storage: 'settings, the connection and its tokens',
};

/** Every host the extension may call without CORS, with its reason. */
const hosts: Record<string, string> = {
  'https://api.hubapi.com/*': "HubSpot's API, for all data centres, sends no CORS headers",
};

/** HubSpot's application hosts, one for each data centre. */
const appHosts = ['', '-na2', '-na3', '-eu1', '-ap1'].map(
  (dataCentre) => `https://app${dataCentre}.hubspot.com/`,
);

/** HubSpot's pages where an agent does not work: nothing may run there. */
const excludedPaths = ['login*', 'oauth*', 'signup*', 'myaccounts-beta*', 'developer*', 'ecosystem*'];

/** The only files that a page may load from the extension. */
const webAccessible = [
  { resources: ['src/panel/index.html'], matches: appHosts.map((host) => `${host}*`), use_dynamic_url: true },
];

function check(
  name: string,
  findProblems: (manifest: Manifest, built: BuiltPackage) => string[],
): PackageCheck {
  return { name, findProblems: (built) => findProblems(readManifest(built), built) };
}

export const manifestChecks: readonly PackageCheck[] = [
  { name: 'the manifest is a valid Manifest V3', findProblems: findManifestProblems },
  check('the key pins the extension id', ({ key }) => {
    try {
      createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
      return [];
    } catch {
      return ['"key" is no public key (DER, SubjectPublicKeyInfo, in Base64).'];
    }
  }),
  check('every file that the manifest names exists', (manifest, built) =>
    filesNamedBy(manifest)
      .filter((file) => !built.has(file))
      .map((file) => `${file} is missing.`),
  ),
  check('permissions are exactly the expected ones', (manifest) => [
    ...compare('permissions', manifest.permissions, Object.keys(permissions)),
    ...compare('optional_permissions', manifest.optional_permissions, []),
  ]),
  check('host permissions are exactly the expected ones', (manifest) => [
    ...compare('host_permissions', manifest.host_permissions, Object.keys(hosts)),
    ...compare('optional_host_permissions', manifest.optional_host_permissions, []),
  ]),
  check(
    "the content script runs on HubSpot's application hosts only, outside login and consent",
    (manifest) =>
      manifest.content_scripts.flatMap(({ matches, exclude_matches }) => [
        ...compare(
          'matches',
          matches,
          appHosts.map((host) => `${host}*`),
        ),
        ...compare(
          'exclude_matches',
          exclude_matches,
          appHosts.flatMap((host) => excludedPaths.map((each) => host + each)),
        ),
      ]),
  ),
  check('pages can load exactly the panel from the extension', ({ web_accessible_resources }) =>
    compare('web_accessible_resources', web_accessible_resources.map(toText), webAccessible.map(toText)),
  ),
  check('no page can send messages to the extension', ({ externally_connectable }) =>
    externally_connectable === undefined ? [] : ['"externally_connectable" is set.'],
  ),
  check('extension pages run their own scripts only', ({ content_security_policy }) => {
    const directives = new Map(
      content_security_policy.extension_pages
        .split(';')
        .map((directive) => directive.trim().split(/\s+/))
        .map(([name = '', ...values]) => [name, values.join(' ')]),
    );
    return [
      ...(directives.get('default-src') === "'none'" ? [] : ["default-src is not 'none'."]),
      ...(directives.get('script-src') === "'self'" ? [] : ["script-src is not 'self'."]),
      ...(content_security_policy.extension_pages.includes('unsafe')
        ? ['The policy allows something unsafe.']
        : []),
    ];
  }),
];

function filesNamedBy(manifest: Manifest): string[] {
  return [
    ...Object.values(manifest.icons),
    manifest.background.service_worker,
    manifest.options_ui.page,
    ...manifest.content_scripts.flatMap(({ js, css }) => [...js, ...css]),
    ...manifest.web_accessible_resources.flatMap(({ resources }) => resources),
    `_locales/${manifest.default_locale}/messages.json`,
  ];
}

/** Compares two lists regardless of order. */
function compare(field: string, actual: readonly string[], expected: readonly string[]): string[] {
  return [
    ...actual.filter((each) => !expected.includes(each)).map((each) => `${field} has an unexpected ${each}.`),
    ...expected.filter((each) => !actual.includes(each)).map((each) => `${field} lacks ${each}.`),
  ];
}

function toText(entry: Manifest['web_accessible_resources'][number]): string {
  const { resources, matches, use_dynamic_url } = entry;
  return JSON.stringify({ resources: [...resources].sort(), matches: [...matches].sort(), use_dynamic_url });
}
