import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Customer, startCustomer } from './customer.ts';
import { freeTcpPort, freeUdpPort } from './freePort.ts';
import { type Kamailio, startKamailio } from './kamailio.ts';
import { startRtpengine } from './rtpengine.ts';

/** Frequency in Hz of the tone that the customer says. */
export const CUSTOMER_TONE_HZ = 440;

/** A real SIP service on loopback: Kamailio with WebSocket, rtpengine, and a customer's phone. */
export interface Lab {
  readonly websocketUrl: string;
  readonly domain: string;
  readonly agent: { readonly username: string; readonly password: string };
  readonly customer: Customer;
  readonly kamailio: Kamailio;
  /** Where configuration, logs and recordings are. */
  readonly directory: string;
  readonly logPaths: { readonly kamailio: string; readonly rtpengine: string; readonly customer: string };
  /** Stops everything; may be called again. */
  close(): Promise<void>;
}

export interface LabOptions {
  /** Keep configuration, logs and recordings here; without it they live in a temporary directory and go on close. */
  readonly directory?: string;
  /** The customer's number in E.164; +12124567890 unless told. */
  readonly customerNumber?: string;
}

/**
 * Starts the SIP lab on free loopback ports and resolves when every part answers. Rejects, with nothing left running,
 * when a part does not start; the error carries the end of its log.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'offhook-lab-')));
  await mkdir(directory, { recursive: true });
  const domain = 'lab.example';
  const agent = { username: '1001', password: 'correct-horse-8' };
  const number = options.customerNumber ?? '+12124567890';
  const started: { stop(): Promise<void> }[] = [];
  const close = async () => {
    for (const part of started.splice(0).reverse()) await part.stop();
    if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
  };

  try {
    const udpPort = await freeUdpPort();
    const customerPort = await freeUdpPort();
    const websocketPort = await freeTcpPort();
    // Before Kamailio, which asks it once at its own start whether it is there.
    const rtpengine = await startRtpengine(directory);
    started.push(rtpengine);
    const kamailio = await startKamailio(directory, {
      domain,
      udpPort,
      websocketPort,
      rtpenginePort: rtpengine.controlPort,
      customerPort,
      customerUser: number,
      agents: [agent],
    });
    started.push(kamailio);
    const customer = await startCustomer(directory, {
      domain,
      number,
      sipPort: customerPort,
      proxyPort: udpPort,
      toneHz: CUSTOMER_TONE_HZ,
    });
    started.push(customer);
    return {
      websocketUrl: `ws://127.0.0.1:${websocketPort}`,
      domain,
      agent,
      customer,
      kamailio,
      directory,
      logPaths: { kamailio: kamailio.logPath, rtpengine: rtpengine.logPath, customer: customer.logPath },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
