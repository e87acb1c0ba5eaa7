import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { problem as problemFor } from '../../problems/problem.ts';
import { productNames } from '../../settings/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { phone } from '../link/requests.ts';
import { openSetup, useBackground, usePanel } from '../store.ts';
import styles from './Page.module.css';
import { Page } from './Page.tsx';

/** Problems that only Setup can solve. */
const solvedInSetup: ReadonlySet<string> = new Set([
  'voiceServerMissing',
  'voiceServerUnreachable',
  'registrationRefused',
]);

/** The log-in prompt of the chosen product (S1-23). */
export function LogIn() {
  const { product, websocketServer, sipDomain } = useBackground((known) => known.settings);
  const registration = usePanel((state) => state.phone?.registration);
  const [username, setUsername] = useState(registration?.username ?? '');
  const [password, setPassword] = useState('');
  const logIn = useAct();
  const shownProblem =
    logIn.problem ??
    registration?.problem ??
    (websocketServer === '' ? problemFor('voiceServerMissing') : undefined);

  async function submit(event: FormEvent) {
    event.preventDefault();
    usePanel.setState({ loggingIn: true });
    await logIn.run(() => phone('logIn', { username: username.trim(), password }));
    usePanel.setState({ loggingIn: false });
  }

  return (
    <Page
      icon={KeyRound}
      title={
        product === undefined || product === 'sip'
          ? 'Log in to your phone'
          : `Log in to ${productNames[product]}`
      }
      lead={
        product === 'sip'
          ? `${productNames.sip} · ${sipDomain}`
          : 'With the user name and password of your phone extension.'
      }
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextField
          label="Username"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          required
          value={username}
          disabled={logIn.busy}
          onChange={(event) => setUsername(event.target.value)}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          disabled={logIn.busy}
          onChange={(event) => setPassword(event.target.value)}
        />
        <ProblemNotice problem={logIn.busy ? undefined : shownProblem}>
          {shownProblem && solvedInSetup.has(shownProblem.code) && (
            <Button size="small" onClick={openSetup}>
              Open Setup
            </Button>
          )}
        </ProblemNotice>
        <Button type="submit" look="primary" wide busy={logIn.busy} disabled={!username.trim() || !password}>
          Log in
        </Button>
      </form>
    </Page>
  );
}
