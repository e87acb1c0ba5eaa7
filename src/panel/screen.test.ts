import { describe, expect, it } from 'vitest';
import type { Registration } from '../messaging/snapshots.ts';
import { screenFor } from './screen.ts';
import { aBackground, aCall, anEndedCall, aPhone } from './testing/known.ts';

type Known = Parameters<typeof screenFor>[0];

const known = (over: Partial<Known> = {}): Known => ({
  background: aBackground(),
  phone: aPhone(),
  setupOpen: false,
  loggingIn: false,
  ...over,
});
const baseOf = (over: Partial<Known>) => screenFor(known(over)).base.name;
const withoutProduct = () => {
  const { product: _, ...settings } = aBackground().settings;
  return { ...aBackground(), settings };
};
const registered = (state: Registration['state']) => ({ phone: aPhone({ registration: { state } }) });

describe('first run', () => {
  it('waits for the owners', () => {
    expect(baseOf({ background: undefined, phone: undefined })).toBe('starting');
    expect(baseOf({ phone: undefined })).toBe('starting');
  });

  it('S1-15: starts with connecting, while it is under way too', () => {
    expect(baseOf({ background: aBackground({ state: 'notConnected' }), phone: undefined })).toBe('connect');
    expect(baseOf({ background: aBackground({ state: 'connecting' }) })).toBe('connect');
  });

  it('S1-14: has the account chosen when more than one is known', () => {
    expect(baseOf({ background: aBackground({ state: 'chooseAccount' }) })).toBe('chooseAccount');
  });

  it('S1-16: wants the product before anything else works, Setup included', () => {
    expect(baseOf({ background: withoutProduct() })).toBe('product');
    expect(baseOf({ background: withoutProduct(), setupOpen: true })).toBe('product');
    expect(baseOf({ background: withoutProduct(), phone: undefined })).toBe('product');
  });

  it('S1-23: prompts for the log-in once the product is saved', () => {
    expect(baseOf(registered('loggedOut'))).toBe('logIn');
    expect(baseOf(registered('failed'))).toBe('logIn');
  });

  it('keeps the prompt while its own log-in is under way, and no longer', () => {
    expect(baseOf({ ...registered('connecting'), loggingIn: true })).toBe('logIn');
    expect(baseOf(registered('connecting'))).toBe('ready');
  });

  it.each(['prompt', 'denied'] as const)('asks for the microphone when it is %s', (microphone) => {
    expect(baseOf({ phone: aPhone({ microphone }) })).toBe('microphone');
  });

  it('is ready then, and does not ask for a microphone that it has not looked at yet', () => {
    expect(baseOf({})).toBe('ready');
    expect(baseOf({ phone: aPhone({ microphone: 'unknown' }) })).toBe('ready');
  });
});

describe('S1-33: later', () => {
  it('tells a switched-off connection from a refused one', () => {
    expect(baseOf({ background: aBackground({ state: 'disconnected' }) })).toBe('disconnected');
    expect(baseOf({ background: aBackground({ state: 'reconnectNeeded' }) })).toBe('reconnect');
  });

  it('S1-18: opens Setup by the gear, whatever the connection', () => {
    expect(baseOf({ setupOpen: true })).toBe('setup');
    expect(baseOf({ setupOpen: true, background: aBackground({ state: 'disconnected' }) })).toBe('setup');
  });

  it('keeps an ended call until it is put away, and the newest first', () => {
    const newest = anEndedCall({ startedAt: 9_000 });
    const calls = [newest, anEndedCall()];
    expect(screenFor(known({ phone: aPhone({ calls }) })).base).toEqual({ name: 'ended', call: newest });
  });
});

describe('a live call', () => {
  it.each(['connecting', 'ringing', 'established'] as const)('is shown while %s', (phase) => {
    const call = aCall({ phase });
    expect(screenFor(known({ phone: aPhone({ calls: [call] }) })).live).toEqual([call]);
  });

  it.each<[string, Partial<Known>]>([
    ['without a background', { background: undefined }],
    ['over Setup', { setupOpen: true }],
    ['without a connection', { background: aBackground({ state: 'reconnectNeeded' }) }],
  ])('is shown %s', (_, over) => {
    const call = aCall();
    expect(screenFor(known({ phone: aPhone({ calls: [call] }), ...over })).live).toEqual([call]);
  });

  it('is not the ended one beside it', () => {
    const live = aCall({ id: '3f0f5f0a-8a55-4f0e-9f43-0c9d4d3c5b02' });
    expect(screenFor(known({ phone: aPhone({ calls: [live, anEndedCall()] }) })).live).toEqual([live]);
  });
});
