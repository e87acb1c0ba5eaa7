import { useState } from 'react';
import type { CallRecord, ContactSummary } from '../../calls/callRecord.ts';
import type { LogEntry } from '../../calls/logEntry.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { Combobox } from '../dial/Combobox.tsx';
import { OptionWords } from '../dial/contactOptions.tsx';
import { useContactSearch } from '../dial/useContactSearch.ts';
import { background } from '../link/requests.ts';
import styles from './ContactPicker.module.css';

/** Lets the agent say who a call was with: one of the matches, or anybody found by name. */
export function ContactPicker({
  log,
  call,
  folded,
}: {
  readonly log: LogEntry;
  readonly call: CallRecord;
  /** Behind a button, where there is little room. */
  readonly folded: boolean;
}) {
  const [open, setOpen] = useState(!folded);
  const [text, setText] = useState('');
  const { contacts, message } = useContactSearch(
    open ? text : undefined,
    // A contact of another account would be nobody there.
    log.portalId ?? call.portalId,
  );
  const choose = useAct();
  const matches = log.candidates ?? (call.match.state === 'several' ? call.match.contacts : []);

  async function pick({ id, name, company }: ContactSummary) {
    const contact = { id, name, ...(company !== undefined && { company }) };
    if (await choose.run(() => background('chooseLogContact', { callId: log.callId, contact })))
      setOpen(false);
  }

  if (!open)
    return (
      <Button size="small" look="primary" onClick={() => setOpen(true)}>
        Choose contact
      </Button>
    );
  return (
    <fieldset className={styles.picker}>
      <legend className="visuallyHidden">Choose contact</legend>
      {matches.map((contact) => (
        <button
          key={contact.id}
          type="button"
          className={styles.match}
          disabled={choose.busy}
          onClick={() => void pick(contact)}
        >
          <strong>{contact.name}</strong>
          {contact.company && <span>{contact.company}</span>}
        </button>
      ))}
      <Combobox
        label="Choose the contact"
        placeholder={matches.length > 0 ? 'Somebody else' : 'Name, company or e-mail'}
        maxLength={200}
        text={text}
        onText={setText}
        message={message}
        options={contacts.map((contact) => ({
          id: contact.id,
          contact,
          content: (
            <OptionWords contact={contact} below={contact.email ?? contact.numbers[0]?.number ?? ''} />
          ),
        }))}
        onChoose={({ contact }) => void pick(contact)}
      />
      <ProblemNotice problem={choose.problem} />
    </fieldset>
  );
}
