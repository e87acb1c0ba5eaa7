import * as v from 'valibot';
import { type ProblemCode, problemCatalogue, problemCodes } from './catalogue.ts';

/** What went wrong, as the person reads it: the cause and what to do next. Safe to show, store and send between the parts. */
export interface Problem {
  readonly code: ProblemCode;
  readonly cause: string;
  readonly nextStep: string;
}

/** Checks a problem that another part of the extension sent or stored. */
export const problemSchema: v.GenericSchema<Problem> = v.object({
  code: v.picklist(problemCodes),
  cause: v.pipe(v.string(), v.maxLength(500)),
  nextStep: v.pipe(v.string(), v.maxLength(500)),
});

/**
 * The catalogue's problem for a code.
 * @param detail what the other side said; put into the cause as text, cut to 200 characters
 */
export function problem(code: ProblemCode, detail?: string): Problem {
  const { cause, nextStep } = problemCatalogue[code];
  const told = detail
    ?.replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
  // "error" is all that some services say.
  if (!told || told.toLowerCase() === 'error') return { code, cause, nextStep };
  return { code, cause: cause.replace(/\.$/, ` (${told}).`), nextStep };
}

/** An error that carries a problem to whoever asked. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(what: ProblemCode | Problem, options: { detail?: string | undefined; cause?: unknown } = {}) {
    const found = typeof what === 'string' ? problem(what, options.detail) : what;
    super(`${found.code}: ${found.cause}`, { cause: options.cause });
    this.name = 'ProblemError';
    this.problem = found;
  }
}

/** The problem behind anything thrown; what is not ours becomes `unexpected`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem('unexpected', error instanceof Error ? error.message : undefined);
}
