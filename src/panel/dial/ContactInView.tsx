import { Phone } from 'lucide-react';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Avatar } from '../call/Avatar.tsx';
import { usePanel } from '../store.ts';
import styles from './ContactInView.module.css';
import type { PlaceCall } from './Ready.tsx';
import { useContactInView } from './useContactInView.ts';

/** The contact whose record the tab shows, with a button for each of its numbers. */
export function ContactInView({ place, busy }: { readonly place: PlaceCall; readonly busy: boolean }) {
  const page = usePanel((state) => state.page);
  const account = usePanel((state) => state.background?.connection.account);
  const { contact, problem } = useContactInView(page, account?.portalId);

  if (page && account && page.portalId !== account.portalId)
    return (
      <p className={styles.otherAccount}>
        This page belongs to another HubSpot account. Calls are logged in {account.name}.
      </p>
    );
  if (problem)
    return (
      <div className={styles.problem}>
        <ProblemNotice problem={problem} />
      </div>
    );
  if (!contact) return null;

  const { id, name, company, numbers } = contact;
  const summary = { id, name, ...(company !== undefined && { company }) };
  return (
    <section className={styles.card} aria-labelledby="contact-in-view">
      <div className={styles.who}>
        <Avatar name={name} />
        <div className={styles.words}>
          <h2 id="contact-in-view" className={styles.name}>
            {name || 'No name'}
          </h2>
          {company && <p className={styles.company}>{company}</p>}
        </div>
      </div>
      {numbers.length === 0 ? (
        <p className={styles.none}>No number in HubSpot. Add one to the contact to call from here.</p>
      ) : (
        <ul className={styles.numbers}>
          {numbers.map(({ label, number }) => (
            <li key={label}>
              <span className={styles.label}>{label}</span>
              <button
                type="button"
                className={styles.number}
                aria-label={`Call ${number}`}
                disabled={busy}
                onClick={() => void place({ ok: true, number, contact: summary })}
              >
                <span className={styles.digits}>{number}</span>
                <Phone size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
