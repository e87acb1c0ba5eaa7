import { Grip, Phone, X } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Combobox } from './Combobox.tsx';
import { callOptionsOf } from './contactOptions.tsx';
import styles from './Dial.module.css';
import { type Chosen, readDialText } from './dialText.ts';
import { Keypad } from './Keypad.tsx';
import type { PlaceCall } from './Ready.tsx';
import { useContactSearch } from './useContactSearch.ts';

/** Calls by a contact's name or by number. */
export function Dial({
  place,
  busy,
  onEdited,
}: {
  readonly place: PlaceCall;
  readonly busy: boolean;
  readonly onEdited: () => void;
}) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  const [keypadOpen, setKeypadOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { contacts, message } = useContactSearch(chosen ? undefined : text);

  function edit(next: string, choice?: Chosen) {
    setText(next);
    setChosen(choice);
    onEdited();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (await place(readDialText(text, chosen))) edit('');
  }

  return (
    <form className={styles.dial} onSubmit={(event) => void submit(event)}>
      <div className={styles.row}>
        <Combobox
          ref={input}
          spread
          label="Name or number"
          placeholder="Name or number"
          maxLength={200}
          text={text}
          onText={edit}
          options={callOptionsOf(contacts)}
          message={message}
          onChoose={({ choice }) => choice && edit(choice.contact.name, choice)}
          inside={
            <>
              {text !== '' && (
                <IconButton
                  label="Clear"
                  onClick={() => {
                    edit('');
                    input.current?.focus();
                  }}
                >
                  <X size={16} aria-hidden="true" />
                </IconButton>
              )}
              <IconButton
                label="Keypad"
                aria-expanded={keypadOpen}
                onClick={() => setKeypadOpen(!keypadOpen)}
              >
                <Grip size={18} aria-hidden="true" />
              </IconButton>
            </>
          }
        />
        <Button type="submit" look="call" busy={busy} className={styles.call}>
          {!busy && <Phone size={16} aria-hidden="true" />}
          Call
        </Button>
      </div>
      {chosen && (
        <p className={styles.chosen}>
          {chosen.label} <strong>{chosen.number}</strong>
        </p>
      )}
      {keypadOpen && <Keypad onKey={(key) => edit(chosen ? key : text + key)} />}
    </form>
  );
}
