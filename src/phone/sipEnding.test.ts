import { describe, expect, it } from 'vitest';
import { sipEnding } from './sipEnding.ts';

const outbound = { direction: 'outbound', originator: 'remote', established: false } as const;
const inbound = { direction: 'inbound', originator: 'remote', established: false } as const;

describe('the ending of a call', () => {
  it.each([
    [486, 'busy'],
    [600, 'busy'],
    [603, 'declined'],
    [404, 'notFound'],
    [604, 'notFound'],
    [484, 'notFound'],
    [408, 'noAnswer'],
    [480, 'unavailable'],
    [503, 'unavailable'],
    [487, 'cancelled'],
    [500, 'failed'],
    [488, 'failed'],
  ])('a refusal with %i is %s', (status, ending) => {
    expect(sipEnding({ ...outbound, status, cause: 'SIP Failure Code' })).toBe(ending);
  });

  it.each([
    ['a 480 after ringing', { ...outbound, status: 480, rang: true } as const, 'noAnswer'],
    ['our cancel', { ...outbound, originator: 'local', cause: 'Canceled' } as const, 'cancelled'],
    ['their hang-up', { ...outbound, established: true, cause: 'Terminated' } as const, 'completed'],
    ['our hang-up', { ...inbound, originator: 'local', established: true } as const, 'completed'],
    ['our decline', { ...inbound, originator: 'local', cause: 'Rejected' } as const, 'declined'],
    ['nobody here answered', { ...inbound, originator: 'local', cause: 'No Answer' } as const, 'noAnswer'],
    ['the caller gave up', { ...inbound, cause: 'Canceled' } as const, 'cancelled'],
    [
      'another phone of the agent answered',
      {
        ...inbound,
        cause: 'Canceled',
        reasonHeader: 'SIP;cause=200;text="Call completed elsewhere"',
      } as const,
      'answeredElsewhere',
    ],
    [
      'the connection broke in the call',
      { ...outbound, originator: 'system', established: true, cause: 'Connection Error' } as const,
      'network',
    ],
    [
      'nobody answered the INVITE',
      { ...outbound, originator: 'system', cause: 'Request Timeout' } as const,
      'network',
    ],
    ['our media failed', { ...outbound, originator: 'local', cause: 'WebRTC Error' } as const, 'cancelled'],
    ['our stack failed', { ...outbound, originator: 'system', cause: 'Internal Error' } as const, 'failed'],
  ])('%s', (_, end, ending) => {
    expect(sipEnding(end)).toBe(ending);
  });
});
