/** What the lab's baresip has to know. Ports are on 127.0.0.1, paths absolute. */
export interface BaresipSettings {
  readonly domain: string;
  /** The customer's number, user part of its address. */
  readonly number: string;
  readonly sipPort: number;
  readonly proxyPort: number;
  readonly controlPort: number;
  readonly rtpPorts: readonly [first: number, last: number];
  readonly modulePath: string;
  /** A WAV file, 8 kHz mono: what the customer says, over and over. */
  readonly speechPath: string;
  /** Where it records what it said and heard. */
  readonly recordingsPath: string;
}

/** baresip's `config` file: PCMU only, a WAV file for a microphone, a recorder, and the JSON control socket. */
export function baresipConfig(settings: BaresipSettings): string {
  return `poll_method epoll
sip_listen 127.0.0.1:${settings.sipPort}
net_interface 127.0.0.1
call_max_calls 4
call_local_timeout 120
audio_source aufile,${settings.speechPath}
rtp_ports ${settings.rtpPorts[0]}-${settings.rtpPorts[1]}
rtp_stats no
module_path ${settings.modulePath}
module g711.so
module aufile.so
module sndfile.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${settings.controlPort}
snd_path ${settings.recordingsPath}
`;
}

/**
 * baresip's `accounts` file: one account that does not register, as a trunk, and sends everything to Kamailio. It never
 * answers by itself (`answermode=manual`): the lab decides for each call, see customer.ts.
 */
export function baresipAccounts(settings: BaresipSettings): string {
  return `<sip:${settings.number}@${settings.domain};transport=udp>;outbound="sip:127.0.0.1:${settings.proxyPort};transport=udp";regint=0;answermode=manual;audio_codecs=PCMU/8000/1\n`;
}
