import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { Hono } from 'hono';

const folder = join(import.meta.dirname, 'browser');

const scripts = ['app', 'sandboxCrm', 'closeWindow'] as const;
const styles = ['crm', 'plain', 'sandboxCrm', 'shared'] as const;

const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#e5562b"/><path d="M16 6l3 7 7 3-7 3-3 7-3-7-7-3 7-3z" fill="#fff"/></svg>';

/** `/static`: styles and scripts of the pages. Scripts are kept as TypeScript and lose their types here. */
export function staticFiles(): Hono {
  const routes = new Hono();
  for (const name of scripts) {
    const source = withoutTypes(readFileSync(join(folder, `${name}.ts`), 'utf8'));
    routes.get(`/${name}.js`, (c) =>
      c.body(source, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
    );
  }
  for (const name of styles) {
    const source = readFileSync(join(folder, `${name}.css`), 'utf8');
    routes.get(`/${name}.css`, (c) => c.body(source, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  }
  routes.get('/favicon.svg', (c) => c.body(favicon, 200, { 'Content-Type': 'image/svg+xml' }));
  return routes;
}

/** The script as a browser reads it. Node warns of each use that its type stripping is young; we know. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
