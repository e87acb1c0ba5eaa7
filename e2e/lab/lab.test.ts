import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingPackages } from './available.ts';
import { REFUSED_NUMBERS } from './kamailioConfig.ts';
import { CUSTOMER_TONE_HZ, type Lab, startLab } from './lab.ts';
import { openProbe, PROBE_TONE_HZ, type ProbeBrowser } from './probe/browser.ts';
import { dominant, levelAt, loudest, slice } from './tone.ts';

/** A frequency within 5 Hz. */
const near = (hertz: number) => expect.closeTo(hertz, -1);

const cannotRun = missingPackages().length > 0 && process.env.CI !== 'true';

// Without the extension: what fails here is the lab's fault, not the product's.
describe.skipIf(cannotRun)('SIP lab with a bare JsSIP page', { timeout: 30_000 }, () => {
  let lab: Lab;
  let probe: ProbeBrowser;

  beforeAll(async () => {
    lab = await startLab();
    probe = await openProbe();
    await register();
  }, 60_000);

  afterAll(async () => {
    await probe?.close();
    await lab?.close();
  });

  const register = (account = {}) =>
    probe.page.evaluate((settings) => window.probe.register(settings), {
      websocketUrl: lab.websocketUrl,
      domain: lab.domain,
      ...lab.agent,
      ...account,
    });
  const call = (target: string) => probe.page.evaluate((target) => window.probe.call(target), target);
  const listen = () => probe.page.evaluate(() => window.probe.listen(500));
  const hangUp = async () => {
    await probe.page.evaluate(() => window.probe.hangUp());
    await lab.customer.waitFor('idle');
  };

  const expectSoundBothWays = async () => {
    const before = (await lab.customer.heard()).samples.length / 8_000;
    await expect
      .poll(async () => dominant(loudest(slice(await lab.customer.heard(), before))), { timeout: 10_000 })
      .toEqual({ frequency: near(PROBE_TONE_HZ), level: expect.closeTo(-6, -1) });
    expect(levelAt(await lab.customer.heard(), CUSTOMER_TONE_HZ)).toBeLessThan(-40);
    await expect
      .poll(listen, { timeout: 10_000 })
      .toEqual({ frequency: near(CUSTOMER_TONE_HZ), level: expect.closeTo(-6, 0) });
  };

  test('a call out is heard at both ends', async () => {
    await call(lab.customer.number);
    await lab.customer.waitFor('established');
    await expectSoundBothWays();
    await hangUp();
  });

  test('a call in is heard at both ends, and shows the caller', async () => {
    const answered = probe.page.evaluate(() => window.probe.answer());
    await lab.customer.call(lab.agent.username);
    expect(await answered).toBe(lab.customer.number);
    await lab.customer.waitFor('established');
    await expectSoundBothWays();
    await lab.customer.hangUp();
    await lab.customer.waitFor('idle');
    await expect.poll(() => probe.page.evaluate(() => window.probe.inCall())).toBe(false);
  });

  test('a call on hold is silent, and the media flows again when resumed', async () => {
    await call('+442079460958');
    await expectSoundBothWays();
    await probe.page.evaluate(() => window.probe.hold());
    await expect.poll(listen, { timeout: 10_000 }).toMatchObject({ level: -200 });
    await probe.page.evaluate(() => window.probe.resume());
    await expect
      .poll(listen, { timeout: 10_000 })
      .toEqual({ frequency: near(CUSTOMER_TONE_HZ), level: expect.closeTo(-6, 0) });
    // baresip records nothing after a hold (see Customer.heard), but tells the digits it gets by RTP.
    await probe.page.evaluate(() => window.probe.sendDigits('7'));
    await expect.poll(() => lab.customer.dtmf()).toBe('7');
    await hangUp();
  });

  test('keypad digits arrive as RFC 4733 events', async () => {
    await call(lab.customer.number);
    await expectSoundBothWays();
    await probe.page.evaluate(() => window.probe.sendDigits('0147*#'));
    await expect.poll(() => lab.customer.dtmf()).toBe('0147*#');
    await hangUp();
    expect(lab.customer.dtmf()).toBe('0147*#');
  });

  test('a call rings until the customer answers', async () => {
    lab.customer.answerMode = 'manual';
    const confirmed = call(lab.customer.number);
    await lab.customer.waitFor('ringing');
    expect(await probe.page.evaluate(() => window.probe.inCall())).toBe(false);
    await lab.customer.answer();
    await confirmed;
    lab.customer.answerMode = 'auto';
    await hangUp();
  });

  test('a call that nobody answered leaves no sound behind', async () => {
    lab.customer.answerMode = 'decline';
    await expect(call(lab.customer.number)).rejects.toThrow('Busy');
    lab.customer.answerMode = 'auto';
    await lab.customer.waitFor('idle');
    expect((await lab.customer.heard()).samples).toHaveLength(0);
    expect((await lab.customer.recordings()).length).toBeGreaterThan(0);
  });

  test.each(REFUSED_NUMBERS)('$number is refused with $status', async ({ number }) => {
    await expect(call(number)).rejects.toThrow(/Busy|Not Found|Rejected/);
    expect(lab.customer.state).toBe('idle');
  });

  test('a wrong password is refused', async () => {
    await expect(register({ password: 'wrong' })).rejects.toThrow('not registered');
  });

  test('after a restart Kamailio takes the same agent on the same address', async () => {
    await lab.kamailio.restart();
    await register();
    await call(lab.customer.number);
    await expectSoundBothWays();
    await hangUp();
  });
});
