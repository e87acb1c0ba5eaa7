import { request } from 'node:https';
import type { HubSpotSandbox } from '../index.ts';

/**
 * Connects the app as a browser does, over HTTPS, and returns the grant code.
 * @param ca the sandbox's certificate, PEM
 * @param userKey who connects; `nina` by default
 */
export async function connectAs(hubspot: HubSpotSandbox, ca: string, userKey = 'nina'): Promise<string> {
  const { clientId, redirectUri, scopes } = hubspot.app;
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state: 's1',
  });
  const cookie = `sandbox-user=${userKey}`;
  const page = await send(hubspot.port, ca, 'GET', `/oauth/${hubspot.portalId}/authorize?${query}`, cookie);
  const consent = /name="consent" value="([^"]+)"/.exec(page.body)?.[1];
  if (!consent) throw new Error(`No consent page: ${page.status}`);
  const body = new URLSearchParams({ consent, decision: 'connect' }).toString();
  const answer = await send(hubspot.port, ca, 'POST', '/oauth/decision', cookie, body);
  return new URL(answer.location).searchParams.get('code') ?? '';
}

interface Answer {
  status: number;
  location: string;
  body: string;
}

function send(
  port: number,
  ca: string,
  method: string,
  path: string,
  cookie: string,
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        ca,
        servername: 'app.hubspot.com',
        method,
        path,
        headers: { host: 'app.hubspot.com', cookie, 'content-type': 'application/x-www-form-urlencoded' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? '',
            body: text,
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
