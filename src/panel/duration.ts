/**
 * A duration as telephones show it: `0:07`, `12:05`, `1:02:03`.
 * @param ms milliseconds; what is below zero counts as nothing
 */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** When a call was, in as few words as tell it apart: the time today, the weekday this week, else the date. */
export function formatWhen(instant: number, now: number, locale?: string): string {
  const then = new Date(instant);
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(then);
  if (then.toDateString() === new Date(now).toDateString()) return time;
  const daysAgo = (now - instant) / 86_400_000;
  if (daysAgo >= 0 && daysAgo < 6)
    return `${new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(then)} ${time}`;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(then);
}
