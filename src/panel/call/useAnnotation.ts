import { useCallback, useEffect, useRef, useState } from 'react';
import type { Annotation } from '../../calls/logEntry.ts';
import { type Problem, problemOf } from '../../problems/problem.ts';
import { background } from '../link/requests.ts';

const pauseMs = 500;

/**
 * Notes and outcome of a call while they are edited: kept here as typed, and sent to the outbox after a pause,
 * when the field is left and when the view goes away, so that a closed panel loses nothing.
 * @param stored what the outbox holds; shown as long as nothing was edited here
 */
export function useAnnotation(callId: string, stored: Annotation) {
  const [edited, setEdited] = useState<Annotation>();
  const [problem, setProblem] = useState<Problem>();
  /** Typed, and not yet accepted by the outbox. */
  const unsent = useRef<Annotation>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // One request after the other: the last one sent has to be the last one stored.
  const line = useRef<Promise<boolean>>(Promise.resolve(true));
  const shown: Annotation = { ...stored, ...edited };

  /** Sends what is not sent yet. @returns whether the outbox holds everything */
  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    const annotation = unsent.current;
    if (!annotation) return line.current;
    unsent.current = undefined;
    line.current = line.current.then(async () => {
      try {
        await background('annotateLog', { callId, annotation });
        setProblem(undefined);
        return true;
      } catch (error) {
        unsent.current ??= annotation;
        setProblem(problemOf(error));
        return false;
      }
    });
    return line.current;
  }, [callId]);

  function edit(change: Annotation) {
    const next = { ...shown, ...change };
    setEdited(next);
    unsent.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, pauseMs);
  }

  useEffect(() => {
    const leave = () => void flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [flush]);

  return { shown, edit, flush, problem };
}
