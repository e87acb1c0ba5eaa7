import { useEffect, useState } from 'react';
import type { ContactDetails } from '../../messaging/requests.ts';
import { type Problem, problemOf } from '../../problems/problem.ts';
import { background } from '../link/requests.ts';

const pauseMs = 150;
const shortest = 2;

export interface ContactSearch {
  readonly contacts: readonly ContactDetails[];
  /** In place of contacts. */
  readonly message: string | undefined;
}

const nothing: ContactSearch = { contacts: [], message: undefined };

/**
 * Searches while the agent types: after a pause, and with answers to what is no longer asked left aside. `text` undefined searches nothing;
 * `portalId` is the HubSpot account to search where it need not be the one in use.
 */
export function useContactSearch(text: string | undefined, portalId?: number): ContactSearch {
  const asked = text?.trim() ?? '';
  const [found, setFound] = useState<{
    asked: string;
    contacts: readonly ContactDetails[];
    problem?: Problem;
  }>();

  useEffect(() => {
    if (asked.length < shortest) return setFound(undefined);
    let stale = false;
    const timer = setTimeout(async () => {
      try {
        const contacts = await background('searchContacts', {
          text: asked,
          ...(portalId !== undefined && { portalId }),
        });
        if (!stale) setFound({ asked, contacts });
      } catch (error) {
        if (!stale) setFound({ asked, contacts: [], problem: problemOf(error) });
      }
    }, pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked, portalId]);

  if (!found || asked.length < shortest) return nothing;
  if (found.problem) return { contacts: [], message: `${found.problem.cause} ${found.problem.nextStep}` };
  if (found.contacts.length > 0) return { contacts: found.contacts, message: undefined };
  const message = found.asked === asked ? 'No contact found.' : undefined;
  return { contacts: [], message };
}
