import type { ContactSummary } from '../../calls/callRecord.ts';
import { type Problem, problem } from '../../problems/problem.ts';

/** A number that the agent chose from a contact. */
export interface Chosen {
  readonly contact: ContactSummary;
  readonly label: string;
  readonly number: string;
}

/** What the Call button would ask the phone for, or why it cannot. The phone reads the number itself, in the agent's region. */
export type Dialled =
  | { readonly ok: true; readonly number: string; readonly contact?: ContactSummary }
  | { readonly ok: false; readonly problem: Problem };

export function readDialText(text: string, chosen: Chosen | undefined): Dialled {
  if (chosen) return { ok: true, number: chosen.number, contact: chosen.contact };
  const typed = text.trim();
  if (typed === '') return { ok: false, problem: problem('numberMissing') };
  // A SIP address is called as it stands; other text without a digit is a name.
  if (!/[\d@]/.test(typed)) return { ok: false, problem: problem('nameNotChosen') };
  return { ok: true, number: typed };
}
