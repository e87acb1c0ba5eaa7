import { productNames } from '../settings/settings.ts';
import type { PanelState } from './store.ts';

/** The phone's status in the header: one word, and why. */
export interface Status {
  readonly word: 'Ready' | 'Connecting' | 'Offline';
  readonly reason: string;
}

/** "Ready" means that a call can be made and taken now, and that it will be logged. */
export function statusFor({ background, phone }: Pick<PanelState, 'background' | 'phone'>): Status {
  if (!background) return { word: 'Connecting', reason: 'Offhook is starting' };
  switch (background.connection.state) {
    case 'notConnected':
      return { word: 'Offline', reason: 'HubSpot is not connected' };
    case 'connecting':
      return { word: 'Connecting', reason: 'Waiting for HubSpot' };
    case 'chooseAccount':
      return { word: 'Offline', reason: 'No account is chosen' };
    case 'disconnected':
      return { word: 'Offline', reason: 'HubSpot is disconnected' };
    case 'reconnectNeeded':
      return { word: 'Offline', reason: 'Connect HubSpot again' };
  }
  const { product } = background.settings;
  if (!product) return { word: 'Offline', reason: 'No product is chosen' };
  if (!phone) return { word: 'Connecting', reason: 'The phone is starting' };

  const { state, username, problem } = phone.registration;
  if (state === 'loggedOut') return { word: 'Offline', reason: 'Not logged in' };
  if (state === 'failed') return { word: 'Offline', reason: problem?.cause ?? 'The log-in failed' };
  if (state === 'connecting')
    return { word: 'Connecting', reason: problem?.cause ?? `Logging in to ${productNames[product]}` };
  if (phone.microphone === 'prompt' || phone.microphone === 'denied')
    return { word: 'Offline', reason: 'Microphone not allowed' };
  return {
    word: 'Ready',
    reason: username ? `Logged in as ${username}` : `Logged in to ${productNames[product]}`,
  };
}
