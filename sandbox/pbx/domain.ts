/** The SIP domain, which is also the digest realm. Names under `.test` never resolve (RFC 6761). */
export const PBX_DOMAIN = 'pbx.sandbox.test';

/**
 * The user that every customer's phone registers as, without a password: it stands for the public telephone network,
 * and everything that looks like an external number rings there.
 */
export const CUSTOMER_USER = 'customer';

const OWN_HOSTS = new Set([PBX_DOMAIN, '127.0.0.1', 'localhost']);

/** True when a URI's host means this PBX. The loopback names serve clients that were set up by address. */
export const isOwnHost = (host: string): boolean => OWN_HOSTS.has(host);
