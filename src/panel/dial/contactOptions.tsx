import type { ContactDetails } from '../../messaging/requests.ts';
import type { ComboboxOption } from './Combobox.tsx';
import styles from './contactOptions.module.css';
import type { Chosen } from './dialText.ts';

export interface CallOption extends ComboboxOption {
  /** Absent for a contact without a number: shown, so that nobody looks for it in vain. */
  readonly choice: Chosen | undefined;
}

/** One option for each number of each contact, so that choosing says which number is meant. */
export function callOptionsOf(contacts: readonly ContactDetails[]): CallOption[] {
  return contacts.flatMap((contact): CallOption[] => {
    const { id, name, company } = contact;
    const summary = { id, name, ...(company !== undefined && { company }) };
    if (contact.numbers.length === 0)
      return [
        {
          id,
          choice: undefined,
          disabled: true,
          content: <OptionWords contact={contact} below="No number in HubSpot" />,
        },
      ];
    return contact.numbers.map(({ label, number }) => ({
      id: `${id}-${label}`,
      choice: { contact: summary, label, number },
      content: <OptionWords contact={contact} below={`${label} ${number}`} />,
    }));
  });
}

/** Name and company above, one more line below. */
export function OptionWords({
  contact,
  below,
}: {
  readonly contact: ContactDetails;
  readonly below: string;
}) {
  return (
    <span className={styles.words}>
      <span className={styles.above}>
        <span className={styles.name}>{contact.name || 'No name'}</span>
        {contact.company && (
          <>
            <span className="visuallyHidden">, </span>
            <span className={styles.company}>{contact.company}</span>
          </>
        )}
      </span>
      <span className="visuallyHidden">, </span>
      <span className={styles.below}>{below}</span>
    </span>
  );
}
