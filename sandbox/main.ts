import { parseArgs } from 'node:util';
import { startSandbox } from './index.ts';

/** Starts the sandbox from the command line and prints how to reach it; Ctrl+C ends it. */
const { values } = parseArgs({
  options: {
    'extension-id': { type: 'string', default: 'abcdefghijklmnopabcdefghijklmnop' },
    'hubspot-port': { type: 'string', default: '0' },
    'pbx-port': { type: 'string', default: '0' },
    requests: { type: 'boolean', default: false },
    recordings: { type: 'boolean', default: false },
  },
});

const sandbox = await startSandbox({
  extensionId: values['extension-id'],
  ports: { hubspot: Number(values['hubspot-port']), pbx: Number(values['pbx-port']) },
  recordings: values.recordings,
  ...(values.requests
    ? { logRequests: ({ method, path, status }) => console.log(`${status} ${method} ${path}`) }
    : {}),
});
const { hubspot, pbx } = sandbox;
const [agent] = pbx.agents;

console.log(`HubSpot          ${hubspot.contactsAddress}
its CRM          https://app.hubspot.com/sandbox-crm
client id        ${hubspot.app.clientId}
client secret    ${hubspot.app.clientSecret}
redirect URL     ${hubspot.app.redirectUri}
PBX              ${pbx.websocketUrl}, domain ${pbx.domain}, user ${agent?.username}, password ${agent?.password}
customer's phone ${pbx.customerPageUrl()}

Start Chromium with
  --host-resolver-rules="${sandbox.resolverRules}"
  --ignore-certificate-errors-spki-list=${sandbox.spki}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}
