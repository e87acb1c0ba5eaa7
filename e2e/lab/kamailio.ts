import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Daemon, startDaemon, waitUntilReady } from './daemon.ts';
import { type KamailioSettings, kamailioConfig } from './kamailioConfig.ts';
import { sipOptions } from './udpProbes.ts';
import { websocketHandshake } from './websocketHandshake.ts';

export interface Kamailio {
  readonly logPath: string;
  /** Stops it: every WebSocket closes, every registration is forgotten. */
  stop(): Promise<void>;
  /** Starts it again on the same ports. */
  start(): Promise<void>;
  /** `stop()` and `start()`, as when a PBX is restarted. */
  restart(): Promise<void>;
}

/** Starts Kamailio, ready when it answers SIP OPTIONS on UDP and a WebSocket handshake. */
export async function startKamailio(directory: string, settings: KamailioSettings): Promise<Kamailio> {
  const configPath = join(directory, 'kamailio.cfg');
  const logPath = join(directory, 'kamailio.log');
  await writeFile(configPath, kamailioConfig(settings));
  let daemon: Daemon | undefined;

  const stop = async () => {
    await daemon?.stop();
    daemon = undefined;
  };
  const start = async () => {
    if (daemon) return;
    // -DD: stay in the foreground and keep the workers in our process group. -m, -M: MB of memory.
    const args = ['-DD', '-E', '-f', configPath, '-w', directory, '-Y', directory, '-m', '32', '-M', '4'];
    daemon = startDaemon('kamailio', 'kamailio', args, logPath);
    try {
      await waitUntilReady(daemon, () => sipOptions(settings.udpPort));
      await waitUntilReady(daemon, () => websocketHandshake(settings.websocketPort));
    } catch (error) {
      await stop();
      throw error;
    }
  };
  await start();
  return {
    logPath,
    stop,
    start,
    async restart() {
      await stop();
      await start();
    },
  };
}
