const alarmName = 'outbox';
const sweepName = 'sweep';
/** Chrome's shortest alarm in a packed extension, in ms. */
const shortestAlarmMs = 30_000;

/**
 * Calls `onWake` at given times and every quarter of an hour. Alarms wake a dead worker; what is due sooner than an alarm can
 * be is left to a timer, with an alarm behind it in case the worker dies first.
 */
export function wakeUps(onWake: () => void): { wakeAt: (at: number) => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;

  chrome.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarmName || name === sweepName) onWake();
  });
  // Made anew only when it is gone: an alarm set again would start its quarter of an hour again at every start of the worker.
  void chrome.alarms.get(sweepName).then((alarm) => {
    if (!alarm) void chrome.alarms.create(sweepName, { periodInMinutes: 15 });
  });

  return {
    wakeAt: (at) => {
      const wait = Math.max(0, at - Date.now());
      void chrome.alarms.create(alarmName, { when: Date.now() + Math.max(wait, shortestAlarmMs) });
      clearTimeout(timer);
      if (wait < shortestAlarmMs) timer = setTimeout(onWake, wait);
    },
  };
}
