import * as v from 'valibot';
import { type BuiltPackage, readText } from './builtPackage.ts';

const Matches = v.array(v.string());

/** The parts of a built manifest that the checks read. Chrome's reference: developer.chrome.com/docs/extensions/reference/manifest. */
const Manifest = v.object({
  manifest_version: v.literal(3),
  name: v.pipe(v.string(), v.nonEmpty()),
  description: v.pipe(v.string(), v.maxLength(132)),
  version: v.pipe(v.string(), v.regex(/^\d{1,5}(\.\d{1,5}){0,3}$/, 'is one to four numbers with dots')),
  minimum_chrome_version: v.pipe(v.string(), v.regex(/^\d+$/)),
  default_locale: v.string(),
  key: v.string(),
  icons: v.record(v.string(), v.string()),
  background: v.object({ service_worker: v.string(), type: v.literal('module') }),
  content_scripts: v.array(
    v.object({
      matches: Matches,
      exclude_matches: v.optional(Matches, []),
      js: v.array(v.string()),
      css: v.optional(v.array(v.string()), []),
    }),
  ),
  options_ui: v.object({ page: v.string(), open_in_tab: v.literal(true) }),
  permissions: v.array(v.string()),
  host_permissions: v.array(v.string()),
  optional_permissions: v.optional(v.array(v.string()), []),
  optional_host_permissions: v.optional(v.array(v.string()), []),
  web_accessible_resources: v.array(
    v.object({
      resources: v.array(v.string()),
      matches: Matches,
      use_dynamic_url: v.optional(v.boolean(), false),
    }),
  ),
  content_security_policy: v.object({ extension_pages: v.string() }),
  externally_connectable: v.optional(v.unknown()),
});

export type Manifest = v.InferOutput<typeof Manifest>;

/** @throws {Error} when the manifest is missing, no JSON or not of this shape */
export function readManifest(built: BuiltPackage): Manifest {
  return v.parse(Manifest, JSON.parse(readText(built, 'manifest.json')));
}

/** What is wrong with the manifest's shape, one sentence each, with the path of the field. */
export function findManifestProblems(built: BuiltPackage): string[] {
  const content = built.get('manifest.json');
  if (content === undefined) return ['The package has no manifest.json.'];
  const result = v.safeParse(Manifest, JSON.parse(content.toString('utf8')));
  return (result.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`);
}
