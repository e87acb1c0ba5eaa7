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

const send: Send = (message) => browser.runtime.sendMessage(message);

/** Asks the background. @throws ProblemError */
export const background = requesterOf('background', backgroundRequests, send);

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
