import { createHubSpotHttp, type HubSpotHttp } from '../http.ts';
import { fakeFetch } from './fakeFetch.ts';

/** A real client over `fakeFetch`, with a token that never expires and no waiting. */
export function fakeHttp(...answers: Parameters<typeof fakeFetch>): {
  http: HubSpotHttp;
  sent: ReturnType<typeof fakeFetch>['sent'];
} {
  const { fetch, sent } = fakeFetch(...answers);
  const http = createHubSpotHttp({
    fetch,
    now: () => 1_800_000_000_000,
    sleep: async () => {},
    accessToken: async () => 'access-1',
    refreshAccessToken: async () => 'access-2',
  });
  return { http, sent };
}
