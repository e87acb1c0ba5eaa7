import { useEffect, useState } from 'react';
import type { ContactDetails } from '../../messaging/requests.ts';
import type { PageContext } from '../../messaging/snapshots.ts';
import { type Problem, problemOf } from '../../problems/problem.ts';
import { background } from '../link/requests.ts';

/** HubSpot's object type id of contacts. */
const contactType = '0-1';

interface Read {
  readonly key: string;
  readonly contact?: ContactDetails | undefined;
  readonly problem?: Problem;
}

/** Reads the contact of the record in view; nothing on other pages and in other accounts. */
export function useContactInView(page: PageContext | null, portalId: number | undefined): Omit<Read, 'key'> {
  const [read, setRead] = useState<Read>();
  const contactId =
    page?.objectTypeId === contactType && page.portalId === portalId ? page.recordId : undefined;
  const key = `${portalId}/${contactId}`;

  useEffect(() => {
    if (portalId === undefined || contactId === undefined) return;
    let stale = false;
    background('readContact', { portalId, contactId }).then(
      (contact) => !stale && setRead({ key: `${portalId}/${contactId}`, contact }),
      (error) => !stale && setRead({ key: `${portalId}/${contactId}`, problem: problemOf(error) }),
    );
    return () => {
      stale = true;
    };
  }, [portalId, contactId]);

  return read?.key === key ? read : {};
}
