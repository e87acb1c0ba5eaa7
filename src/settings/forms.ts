import { type Problem, problem } from '../problems/problem.ts';
import type { Product, Settings } from './settings.ts';

/** What the Advanced page sends: text as typed. An absent token keeps the one that is stored; an empty one removes it. */
export interface AdvancedForm {
  readonly product: Product | '';
  readonly contactCenterDomain: string;
  readonly dataRequestToken?: string | undefined;
  readonly websocketServer: string;
  readonly sipDomain: string;
}

export type AdvancedField = keyof AdvancedForm;
export type FieldProblems<Field extends string> = Readonly<Partial<Record<Field, Problem>>>;

export type Checked<Value, Field extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: FieldProblems<Field> };

type AdvancedSettings = Pick<
  Settings,
  'product' | 'contactCenterDomain' | 'dataRequestToken' | 'websocketServer' | 'sipDomain'
>;

/** 8x8's own hosts, and Bell Canada's (docs/facts/8x8.md, section 2.1). */
const contactCenterHost = /^(?:vcc-[a-z]{2}\d{1,2}[a-z]?(?:-cf)?\.8x8\.com|odcc\d*\.bell\.ca)$/;

/**
 * Reads a contact-center domain as people paste it: `na12`, `vcc-na12`, `https://vcc-na12.8x8.com/AGUI/`.
 * @returns the host name in lower case, or undefined when it is none of 8x8's or Bell's
 */
export function parseContactCenterDomain(typed: string): string | undefined {
  const host = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '');
  if (/^[a-z]{2}\d{1,2}[a-z]?(?:-cf)?$/.test(host)) return `vcc-${host}.8x8.com`;
  if (/^vcc-[a-z]{2}\d{1,2}[a-z]?(?:-cf)?$/.test(host)) return `${host}.8x8.com`;
  return contactCenterHost.test(host) ? host : undefined;
}

const loopbackHosts = new Set(['localhost', '127.0.0.1']);

/** Reads a WebSocket address: `wss` anywhere, `ws` only to this computer; `wss://` may be left out. */
export function parseWebsocketServer(typed: string): string | undefined {
  const trimmed = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `wss://${trimmed}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  if (url.username || url.password || url.hash) return undefined;
  const secure = url.protocol === 'wss:' || (url.protocol === 'ws:' && loopbackHosts.has(url.hostname));
  return secure && url.hostname ? url.href : undefined;
}

/** Reads a SIP domain: a host name or address, with a leading `sip:` or `user@` forgiven. */
export function parseSipDomain(typed: string): string | undefined {
  const domain = typed
    .trim()
    .toLowerCase()
    .replace(/^sips?:/, '')
    .replace(/^.*@/, '');
  return /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/.test(
    domain,
  )
    ? domain
    : undefined;
}

/** Checks the Advanced page (S1-16 to S1-22): only the fields of the chosen product count, and every wrong one is named. */
export function checkAdvancedForm(
  form: AdvancedForm,
  stored: Pick<Settings, 'contactCenterDomain' | 'dataRequestToken'> = {},
): Checked<AdvancedSettings, AdvancedField> {
  if (form.product === '') return { ok: false, problems: { product: problem('productMissing') } };
  const problems: Partial<Record<AdvancedField, Problem>> = {};
  const voiceIsRequired = form.product === 'sip';

  const read = (
    field: 'contactCenterDomain' | 'websocketServer' | 'sipDomain',
    parse: (typed: string) => string | undefined,
    required: boolean,
    wrong: Parameters<typeof problem>[0],
  ): string | undefined => {
    if (form[field].trim() === '') {
      if (required) problems[field] = problem('fieldRequired');
      return undefined;
    }
    const parsed = parse(form[field]);
    if (parsed === undefined) problems[field] = problem(wrong);
    return parsed;
  };

  const websocketServer = read(
    'websocketServer',
    parseWebsocketServer,
    voiceIsRequired,
    'websocketServerInvalid',
  );
  const sipDomain = read(
    'sipDomain',
    parseSipDomain,
    voiceIsRequired || websocketServer !== undefined,
    'sipDomainInvalid',
  );
  const forContactCenter = form.product === 'contactCenter';
  // Another product keeps what the Contact Center had, so that coming back costs nothing.
  const contactCenterDomain = forContactCenter
    ? read('contactCenterDomain', parseContactCenterDomain, true, 'contactCenterDomainInvalid')
    : stored.contactCenterDomain;
  const dataRequestToken =
    forContactCenter && form.dataRequestToken !== undefined
      ? form.dataRequestToken.trim() || undefined
      : stored.dataRequestToken;

  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      product: form.product,
      contactCenterDomain,
      dataRequestToken,
      websocketServer,
      sipDomain,
    } as AdvancedSettings,
  };
}

/** What the options page sends about the organisation's own HubSpot app. An absent secret keeps the stored one. */
export interface HubSpotAppForm {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

const identifier = /^[A-Za-z0-9-]{8,100}$/;

/** Takes an id as it is pasted: braces around it, as set-up guides print them, are removed (S0-13). */
function withoutBraces(typed: string): string {
  return typed.trim().replace(/^\{\s*(.*?)\s*\}$/, '$1');
}

/** Checks the form of the organisation's own HubSpot app. */
export function checkHubSpotAppForm(
  form: HubSpotAppForm,
  stored: Pick<Settings, 'hubspotApp'> = {},
): Checked<{ clientId: string; clientSecret: string }, keyof HubSpotAppForm> {
  const problems: Partial<Record<keyof HubSpotAppForm, Problem>> = {};
  const clientId = withoutBraces(form.clientId);
  const clientSecret =
    form.clientSecret === undefined
      ? (stored.hubspotApp?.clientSecret ?? '')
      : withoutBraces(form.clientSecret);
  if (clientId === '') problems.clientId = problem('fieldRequired');
  else if (!identifier.test(clientId)) problems.clientId = problem('clientIdInvalid');
  if (clientSecret === '') problems.clientSecret = problem('fieldRequired');
  else if (!identifier.test(clientSecret)) problems.clientSecret = problem('clientSecretInvalid');
  return Object.keys(problems).length > 0
    ? { ok: false, problems }
    : { ok: true, value: { clientId, clientSecret } };
}
