import type { ClientTransaction } from './clientTransaction.ts';
import type { Flow } from './flow.ts';
import type { ServerTransaction } from './serverTransaction.ts';
import { listOf } from './sip/list.ts';
import { headersOf, type SipRequest, type SipResponse, withHeader } from './sip/message.ts';
import { createResponse } from './sip/response.ts';
import type { Transactions } from './transactions.ts';

/** One place a request is forwarded to, with the request as it goes there (without the PBX's Via). */
export interface Target {
  readonly request: SipRequest;
  readonly flow: Flow;
}

interface ForkOptions<T extends Target> {
  readonly transactions: Transactions;
  readonly server: ServerTransaction;
  readonly targets: readonly T[];
  /** How long an INVITE may ring; undefined for no limit. */
  readonly noAnswerMs?: number | undefined;
  /** Told of every response that is about to go back, without the PBX's Via. */
  readonly onResponse: (response: SipResponse, target: T | undefined) => void;
}

interface Branch {
  client?: ClientTransaction;
  final?: SipResponse;
}

/**
 * Forwards a request to all targets at once and answers it with the best result (RFC 3261 sections 16.6 and 16.7):
 * the first 2xx ends the search, a 6xx stops it, else the lowest class wins when all have answered.
 *
 * An INVITE that nobody answers in time is taken back and answered with 480, or 408 when no phone even rang.
 */
export function fork<T extends Target>({
  transactions,
  server,
  targets,
  noAnswerMs,
  onResponse,
}: ForkOptions<T>): void {
  const branches: Branch[] = targets.map(() => ({}));
  let rang = false;
  let endedEarlyWith: number | undefined;

  const cancelAll = () => {
    for (const branch of branches) if (!branch.final) branch.client?.cancel();
  };
  const noAnswer =
    noAnswerMs === undefined
      ? undefined
      : setTimeout(() => {
          endedEarlyWith ??= rang ? 480 : 408;
          cancelAll();
        }, noAnswerMs);
  noAnswer?.unref();

  const pass = (response: SipResponse, target: T | undefined) => {
    if (response.status >= 200) clearTimeout(noAnswer);
    onResponse(response, target);
    server.respond(response);
  };

  const settle = () => {
    const finals = branches.flatMap((branch) => branch.final ?? []);
    if (finals.length < branches.length || server.isAnswered) return;
    const best = endedEarlyWith ? createResponse(server.request, endedEarlyWith) : bestOf(finals);
    const target = targets[branches.findIndex((branch) => branch.final === best)];
    pass(best ?? createResponse(server.request, 480), target);
  };

  server.onCancel = () => {
    endedEarlyWith ??= 487;
    cancelAll();
    settle();
  };

  targets.forEach((target, index) => {
    const branch = branches[index];
    if (!branch) return;
    const finish = (final: SipResponse) => {
      branch.final ??= final;
      if (final.status >= 600) cancelAll();
      settle();
    };
    branch.client = transactions.send(target.request, target.flow, {
      onResponse: (received) => {
        const response = withoutOwnVia(received);
        if (response.status < 200) {
          rang ||= response.status > 100;
          if (!server.isAnswered) pass(response, target);
        } else if (response.status < 300) {
          branch.final ??= response;
          pass(response, target);
          cancelAll();
        } else finish(response);
      },
      onFailure: (status) => finish(createResponse(server.request, status)),
    });
  });
}

/** RFC 3261 section 16.7, step 6. */
function bestOf(finals: readonly SipResponse[]): SipResponse | undefined {
  const rank = ({ status }: SipResponse) => (status >= 600 ? 0 : Math.floor(status / 100));
  return [...finals].sort((one, other) => rank(one) - rank(other))[0];
}

const withoutOwnVia = (response: SipResponse): SipResponse =>
  withHeader(response, 'Via', listOf(headersOf(response, 'Via')).slice(1));
