import path from 'node:path';

export interface CustomerPageOptions {
  /** The number the phone calls from, in E.164. */
  readonly number?: string;
  readonly name?: string;
  /** Answer calls without a click. */
  readonly auto?: boolean;
  /** Frequency of the voice in Hz; a steady tone instead of the melody around 440 Hz. */
  readonly tone?: number;
}

interface PageFile {
  readonly type: string;
  readonly body: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Address of a customer's phone that is set up as asked. */
export function customerPageUrl(httpUrl: string, { number, name, auto, tone }: CustomerPageOptions): string {
  const url = new URL('/customer/', httpUrl);
  if (number !== undefined) url.searchParams.set('number', number);
  if (name !== undefined) url.searchParams.set('name', name);
  if (auto) url.searchParams.set('auto', '1');
  if (tone !== undefined) url.searchParams.set('tone', String(tone));
  return url.href;
}

let building: Promise<Map<string, PageFile>> | undefined;

/** Serves the customer's phone, which is built in memory when it is first asked for. */
export async function handleCustomerPageRequest(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (pathname === '/customer') return Response.redirect(new URL(`/customer/${search}`, request.url), 308);
  building ??= buildPage();
  const files = await building;
  const file = files.get(pathname === '/customer/' ? 'index.html' : pathname.slice('/customer/'.length));
  if (!file) return new Response('Not found', { status: 404 });
  return new Response(file.body, { headers: { 'Content-Type': file.type, 'Cache-Control': 'no-store' } });
}

async function buildPage(): Promise<Map<string, PageFile>> {
  // Only needed here, and slow to load.
  const { build } = await import('vite');
  const result = await build({
    root: path.join(import.meta.dirname, 'customer'),
    base: '/customer/',
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    build: { write: false, target: 'chrome124', modulePreload: { polyfill: false } },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const files = new Map<string, PageFile>();
  for (const output of outputs) {
    if (!('output' in output)) continue;
    for (const file of output.output) {
      const body = file.type === 'chunk' ? file.code : Buffer.from(file.source).toString();
      files.set(file.fileName, {
        type: TYPES[path.extname(file.fileName)] ?? 'application/octet-stream',
        body,
      });
    }
  }
  return files;
}
