import { join } from 'node:path';
import { type Daemon, startDaemon, waitUntilReady } from './daemon.ts';
import { freeUdpPort, freeUdpRange } from './freePort.ts';
import { rtpenginePing } from './udpProbes.ts';

export interface Rtpengine extends Daemon {
  /** Port of its control protocol (ng) on 127.0.0.1, UDP. */
  readonly controlPort: number;
}

/** Each call takes four ports on each side at most; enough for ten calls at once. */
const RTP_PORTS = 80;

/** Starts rtpengine in user space (`--table=-1`: no kernel module) on loopback, ready when it answers a ping. */
export async function startRtpengine(directory: string): Promise<Rtpengine> {
  const controlPort = await freeUdpPort();
  const [firstRtpPort, lastRtpPort] = await freeUdpRange(RTP_PORTS);
  const daemon = startDaemon(
    'rtpengine',
    'rtpengine',
    [
      '--config-file=none',
      '--foreground',
      '--log-stderr',
      '--log-level=6',
      '--table=-1',
      '--interface=127.0.0.1',
      `--listen-ng=127.0.0.1:${controlPort}`,
      `--port-min=${firstRtpPort}`,
      `--port-max=${lastRtpPort}`,
      '--num-threads=2',
    ],
    join(directory, 'rtpengine.log'),
  );
  try {
    await waitUntilReady(daemon, () => rtpenginePing(controlPort));
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  return {
    name: daemon.name,
    logPath: daemon.logPath,
    get running() {
      return daemon.running;
    },
    stop: daemon.stop,
    controlPort,
  };
}
