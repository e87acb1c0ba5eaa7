import { type FormEvent, useState } from 'react';
import { problem } from '../../problems/problem.ts';
import type { AdvancedField, FieldProblems } from '../../settings/forms.ts';
import { type Product, productNames } from '../../settings/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { background } from '../link/requests.ts';
import { useBackground } from '../store.ts';
import styles from './Setup.module.css';

/** Product and what it needs (S1-16 to S1-22). Fields of other products are left out, and what was typed in them is kept. */
export function AdvancedForm({ onSaved }: { readonly onSaved: () => void }) {
  const settings = useBackground((known) => known.settings);
  const [product, setProduct] = useState<Product | ''>(settings.product ?? '');
  const [contactCenterDomain, setContactCenterDomain] = useState(settings.contactCenterDomain);
  /** Absent keeps the stored one, which no view ever sees. */
  const [dataRequestToken, setDataRequestToken] = useState<string>();
  const [websocketServer, setWebsocketServer] = useState(settings.websocketServer);
  const [sipDomain, setSipDomain] = useState(settings.sipDomain);
  const [problems, setProblems] = useState<FieldProblems<AdvancedField>>({});
  const save = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (product === '') return setProblems({ product: problem('productMissing') });
    let wrong: FieldProblems<AdvancedField> = {};
    const answered = await save.run(async () => {
      const saved = await background('saveAdvanced', {
        product,
        contactCenterDomain,
        websocketServer,
        sipDomain,
        ...(dataRequestToken !== undefined && { dataRequestToken }),
      });
      wrong = saved.problems;
    });
    setProblems(wrong);
    if (answered && Object.keys(wrong).length === 0) onSaved();
  }

  const tokenIsKept = settings.hasDataRequestToken && dataRequestToken === undefined;
  const voiceAside = product === 'sip' ? undefined : 'optional';
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <SelectField
        label="Product"
        value={product}
        problem={problems.product}
        onChange={(event) => {
          setProduct(event.target.value as Product | '');
          setProblems({});
        }}
      >
        <option value="" disabled>
          Choose a product
        </option>
        {Object.entries(productNames).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </SelectField>
      {product === 'contactCenter' && (
        <>
          <TextField
            label="Contact Center Domain"
            placeholder="vcc-na12.8x8.com"
            value={contactCenterDomain}
            problem={problems.contactCenterDomain}
            onChange={(event) => setContactCenterDomain(event.target.value)}
          />
          <TextField
            label="Data Request Token"
            aside="optional"
            masked
            placeholder={tokenIsKept ? 'Saved. Type to replace it' : ''}
            value={dataRequestToken ?? ''}
            problem={problems.dataRequestToken}
            hint="Without it, logs carry no link to the recording."
            onChange={(event) => setDataRequestToken(event.target.value)}
            after={tokenIsKept && <Button onClick={() => setDataRequestToken('')}>Remove</Button>}
          />
        </>
      )}
      {product !== '' && (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>Voice</legend>
          {product !== 'sip' && (
            <p className={styles.hint}>
              8x8 publishes no address that a browser phone could use. If your organisation runs its own
              session border controller in front of 8x8, enter it here; without one, no calls can be made.
            </p>
          )}
          <TextField
            label="WebSocket server"
            aside={voiceAside}
            inputMode="url"
            placeholder="wss://sbc.example.com/ws"
            value={websocketServer}
            problem={problems.websocketServer}
            onChange={(event) => setWebsocketServer(event.target.value)}
          />
          <TextField
            label="SIP domain"
            aside={voiceAside}
            placeholder="sip.example.com"
            value={sipDomain}
            problem={problems.sipDomain}
            onChange={(event) => setSipDomain(event.target.value)}
          />
        </fieldset>
      )}
      <ProblemNotice problem={save.problem} />
      <Button type="submit" look="primary" wide busy={save.busy}>
        Save
      </Button>
    </form>
  );
}
