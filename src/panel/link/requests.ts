import { browser } from '../../browserApi/index.ts';
import { requesterOf, type Send } from '../../messaging/channel.ts';
import {
  backgroundRequests,
  contentRequests,
  type Params,
  phoneRequests,
  type Result,
} from '../../messaging/requests.ts';
import { problemOf } from '../../problems/problem.ts';
import { usePanel } from '../store.ts';

const send: Send = (message) => browser.runtime.sendMessage(message);

const backgroundAsItIs = requesterOf('background', backgroundRequests, send);
type BackgroundRequests = typeof backgroundRequests;

/**
 * Asks the background. After an answer that never came, the panel looks again at how things are: a worker that dies, for
 * example while the consent window is open, tells nobody that its work has ended. @throws ProblemError
 */
export async function background<K extends keyof BackgroundRequests & string>(
  request: K,
  ...params: undefined extends Params<BackgroundRequests, K> ? [] : [Params<BackgroundRequests, K>]
): Promise<Result<BackgroundRequests, K>> {
  try {
    return await backgroundAsItIs(request, ...params);
  } catch (error) {
    if (request !== 'snapshot' && problemOf(error).code === 'unexpected') void lookAgain();
    throw error;
  }
}

async function lookAgain(): Promise<void> {
  const snapshot = await backgroundAsItIs('snapshot').catch(() => undefined);
  if (snapshot) usePanel.setState({ background: snapshot });
}

const phoneAsItIs = requesterOf('phone', phoneRequests, send);
type PhoneRequests = typeof phoneRequests;

/** Asks the phone; one that is not running is started, and asked once more. @throws ProblemError */
export async function phone<K extends keyof PhoneRequests & string>(
  request: K,
  ...params: undefined extends Params<PhoneRequests, K> ? [] : [Params<PhoneRequests, K>]
): Promise<Result<PhoneRequests, K>> {
  try {
    return await phoneAsItIs(request, ...params);
  } catch (error) {
    if (problemOf(error).code !== 'phoneUnreachable') throw error;
    await background('startPhone');
    return phoneAsItIs(request, ...params);
  }
}

/** Asks the content script of a tab. @throws ProblemError */
export function contentOf(tabId: number) {
  return requesterOf('content', contentRequests, (message) => browser.tabs.sendMessage(tabId, message));
}
