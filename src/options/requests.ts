import { browser } from '../browserApi/index.ts';
import { requesterOf, type Send } from '../messaging/channel.ts';
import { backgroundRequests, phoneRequests } from '../messaging/requests.ts';
import type { SettingsView } from '../settings/settings.ts';

const send: Send = (message) => browser.runtime.sendMessage(message);

/** Asks the background. @throws ProblemError */
export const background = requesterOf('background', backgroundRequests, send);

/** Asks the phone. @throws ProblemError */
export const phone = requesterOf('phone', phoneRequests, send);

/** The settings as they are. @throws ProblemError */
export async function readSettings(): Promise<SettingsView> {
  return (await background('snapshot')).settings;
}
