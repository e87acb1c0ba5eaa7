import { PBX_DOMAIN } from './accounts.ts';

const OWN_HOSTS = new Set([PBX_DOMAIN, '127.0.0.1', 'localhost']);

/** True when a URI's host means this PBX. The loopback names serve clients that were set up by address. */
export const isOwnHost = (host: string): boolean => OWN_HOSTS.has(host);
