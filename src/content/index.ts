import { followContactsPages } from './contactsPages.ts';
import { stopWhenOrphaned } from './orphan.ts';

const life = new AbortController();
stopWhenOrphaned(life);
followContactsPages(life);
