import { useEffect, useState } from 'react';
import { formatDuration } from '../duration.ts';

/** Time since `from` (ms since the epoch), moved on at each full second. */
export function CallTimer({ from }: { readonly from: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), 1000 - (Math.max(0, now - from) % 1000));
    return () => clearTimeout(timer);
  }, [from, now]);
  return (
    <span role="timer" aria-label="Call duration">
      {formatDuration(now - from)}
    </span>
  );
}
