import type { SPECIAL_NUMBERS } from './accounts.ts';
import { PBX_DOMAIN } from './domain.ts';
import type { ServerTransaction } from './serverTransaction.ts';
import { createResponse } from './sip/response.ts';

const ANSWERS = { busy: 486, unknown: 404, declines: 603 } as const;

/** Answers an INVITE to a special number, as a far end with that habit would. */
export function answerAsSpecialNumber(
  server: ServerTransaction,
  name: keyof typeof SPECIAL_NUMBERS,
  noAnswerMs: number,
): void {
  if (name !== 'neverAnswers') {
    server.answer(ANSWERS[name]);
    return;
  }
  const contact = { name: 'Contact', value: `<sip:${PBX_DOMAIN};transport=ws>` };
  server.respond(createResponse(server.request, 180, { headers: [contact] }));
  const timer = setTimeout(() => server.answer(480, 'No Answer'), noAnswerMs);
  timer.unref();
  server.onCancel = () => {
    clearTimeout(timer);
    server.answer(487);
  };
}
