import type { CallRecord } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import type { BackgroundSnapshot, PhoneSnapshot } from '../../messaging/snapshots.ts';

const callId = '3f0f5f0a-8a55-4f0e-9f43-0c9d4d3c5b01';

/** An answered outgoing call to Ada Brandt, for tests to vary. */
export function aCall(over: Partial<CallRecord> = {}): CallRecord {
  return {
    id: callId,
    direction: 'outbound',
    phase: 'established',
    remoteNumber: '+14155550142',
    localNumber: '1001',
    match: { state: 'found', contact: { id: '101', name: 'Ada Brandt' }, chosenByAgent: false },
    startedAt: 1_000,
    answeredAt: 5_000,
    lastSeenAt: 60_000,
    muted: false,
    onHold: false,
    ...over,
  };
}

/** The same call, over. */
export function anEndedCall(over: Partial<CallRecord> = {}): CallRecord {
  return aCall({ phase: 'ended', endedAt: 65_000, ending: 'completed', ...over });
}

export function aLog(over: Partial<LogEntry> = {}): LogEntry {
  return {
    callId,
    state: 'queued',
    annotation: {},
    attempts: 0,
    nextAttemptAt: 0,
    changedAt: 0,
    ...over,
  };
}

/** A background that is connected, with a product chosen. */
export function aBackground(
  connection: Partial<BackgroundSnapshot['connection']> = {},
  settings: Partial<BackgroundSnapshot['settings']> = {},
): BackgroundSnapshot {
  return {
    connection: { state: 'connected', accounts: [], ...connection },
    settings: {
      agreed: true,
      product: 'sip',
      contactCenterDomain: '',
      hasDataRequestToken: false,
      websocketServer: 'wss://sip.example.com/',
      sipDomain: 'sip.example.com',
      region: 'US',
      hubspotClientId: 'client-id',
      hasHubSpotClientSecret: true,
      ...settings,
    },
    recentCalls: [],
    logs: [],
  };
}

/** A phone that is registered and may use the microphone. */
export function aPhone(over: Partial<PhoneSnapshot> = {}): PhoneSnapshot {
  return {
    registration: { state: 'registered', username: '1001' },
    microphone: 'granted',
    calls: [],
    ...over,
  };
}
