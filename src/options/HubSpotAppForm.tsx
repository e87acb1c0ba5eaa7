import { type FormEvent, useState } from 'react';
import type { FieldProblems, HubSpotAppForm as Form } from '../settings/forms.ts';
import type { SettingsView } from '../settings/settings.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { useAct } from '../ui/useAct.ts';
import { background } from './requests.ts';
import styles from './Sheet.module.css';

/** Client ID and client secret (S0-9). The stored secret never comes back to a page; leaving the field alone keeps it. */
export function HubSpotAppForm({ settings }: { readonly settings: SettingsView }) {
  const [clientId, setClientId] = useState(settings.hubspotClientId);
  const [clientSecret, setClientSecret] = useState<string>();
  const [secretIsStored, setSecretIsStored] = useState(settings.hasHubSpotClientSecret);
  const [problems, setProblems] = useState<FieldProblems<keyof Form>>({});
  const [saved, setSaved] = useState(false);
  const save = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSaved(false);
    let wrong: FieldProblems<keyof Form> = {};
    const answered = await save.run(async () => {
      const answer = await background('saveHubSpotApp', {
        clientId,
        ...(clientSecret !== undefined && { clientSecret }),
      });
      wrong = answer.problems;
    });
    setProblems(wrong);
    if (!answered || Object.keys(wrong).length > 0) return;
    setSaved(true);
    setSecretIsStored(true);
    setClientSecret(undefined);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label="Client ID"
        value={clientId}
        problem={problems.clientId}
        onChange={(event) => {
          setClientId(event.target.value);
          setSaved(false);
        }}
      />
      <TextField
        label="Client secret"
        masked
        placeholder={secretIsStored ? 'Saved. Type to replace it' : ''}
        value={clientSecret ?? ''}
        problem={problems.clientSecret}
        hint="Kept on this computer only, and sent to HubSpot alone."
        onChange={(event) => {
          setClientSecret(event.target.value || undefined);
          setSaved(false);
        }}
      />
      <ProblemNotice problem={save.problem} />
      <div className={styles.acts}>
        <Button type="submit" look="primary" busy={save.busy}>
          Save
        </Button>
      </div>
      <div role="status">
        {saved && (
          <Notice tone="good" title="Saved">
            <p>Open the softphone on a Contacts page and choose Connect HubSpot.</p>
          </Notice>
        )}
      </div>
    </form>
  );
}
