import { type BuiltPackage, readText } from './builtPackage.ts';
import { resolveInPackage, withStaticImports } from './javascript.ts';

interface PageFacts {
  /** Addresses of scripts and preloaded modules, as written. */
  scripts: string[];
  /** Addresses of style sheets, as written. */
  styles: string[];
  hasInlineScript: boolean;
}

/** Reads which scripts and styles a page of the build names. Written for the build's own output, not for any page. */
export function readPage(html: string): PageFacts {
  const tags = [...html.matchAll(/<(script|link)\b([^>]*)>/gi)].map(([, name = '', attributes = '']) => ({
    name: name.toLowerCase(),
    address: /\b(?:src|href)\s*=\s*"([^"]*)"/i.exec(attributes)?.[1],
    relation: /\brel\s*=\s*"([^"]*)"/i.exec(attributes)?.[1],
  }));
  const addresses = (chosen: typeof tags) => chosen.flatMap(({ address }) => address ?? []);
  return {
    scripts: addresses(tags.filter((tag) => tag.name === 'script' || tag.relation === 'modulepreload')),
    styles: addresses(tags.filter((tag) => tag.relation === 'stylesheet')),
    hasInlineScript: tags.some((tag) => tag.name === 'script' && tag.address === undefined),
  };
}

/** All files that a browser loads to show the page, before any dynamic import: the page, its scripts with their imports, its styles. */
export function firstLoadOf(built: BuiltPackage, page: string): string[] {
  const facts = readPage(readText(built, page));
  const resolve = (address: string) => resolveInPackage(page, address);
  return [page, ...withStaticImports(built, facts.scripts.map(resolve)), ...facts.styles.map(resolve)];
}
