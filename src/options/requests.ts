import * as v from 'valibot';
import { browser } from '../browserApi/index.ts';
import { requesterOf, type Send } from '../messaging/channel.ts';
import { snapshotPorts } from '../messaging/ports.ts';
import { backgroundRequests, phoneRequests } from '../messaging/requests.ts';
import { backgroundSnapshotSchema } from '../messaging/snapshots.ts';
import { ProblemError } from '../problems/problem.ts';
import type { SettingsView } from '../settings/settings.ts';

const send: Send = (message) => browser.runtime.sendMessage(message);

/** Asks the background. @throws ProblemError */
export const background = requesterOf('background', backgroundRequests, send);

/** Asks the phone. @throws ProblemError */
export const phone = requesterOf('phone', phoneRequests, send);

/** Takes the settings from the background's first snapshot. @throws ProblemError when it sends none, or none that makes sense */
export function readSettings(): Promise<SettingsView> {
  return new Promise((resolve, reject) => {
    const port = browser.runtime.connect({ name: snapshotPorts.background });
    port.onDisconnect.addListener(() => reject(new ProblemError('unexpected')));
    port.onMessage.addListener((message: unknown) => {
      const snapshot = v.safeParse(backgroundSnapshotSchema, message);
      if (snapshot.success) resolve(snapshot.output.settings);
      else reject(new ProblemError('invalidRequest'));
      port.disconnect();
    });
  });
}
