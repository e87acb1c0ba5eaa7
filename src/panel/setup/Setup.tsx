import { ArrowLeft, LogOut } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useAct } from '../../ui/useAct.ts';
import { phone } from '../link/requests.ts';
import { closeSetup, usePanel } from '../store.ts';
import { AdvancedForm } from './AdvancedForm.tsx';
import { Integrations } from './Integrations.tsx';
import styles from './Setup.module.css';

const tabs = ['Advanced', 'Integrations'] as const;
type Tab = (typeof tabs)[number];

/** What the gear opens (S1-18, S1-24). */
export function Setup() {
  const [chosen, setChosen] = useState<Tab>('Advanced');
  const list = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (tabs.indexOf(chosen) + step + tabs.length) % tabs.length;
    setChosen(tabs[next] ?? chosen);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }

  return (
    <section className={styles.setup} aria-labelledby="setup-title">
      <div className={styles.title}>
        <IconButton label="Back" onClick={closeSetup}>
          <ArrowLeft size={18} aria-hidden="true" />
        </IconButton>
        <h2 id="setup-title">Setup</h2>
      </div>
      <div ref={list} role="tablist" aria-labelledby="setup-title" className={styles.tabs} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={tab === chosen}
            aria-controls="setup-page"
            tabIndex={tab === chosen ? 0 : -1}
            className={styles.tab}
            onClick={() => setChosen(tab)}
          >
            {tab}
          </button>
        ))}
      </div>
      <div id="setup-page" role="tabpanel" aria-labelledby={`tab-${chosen}`} className={styles.content}>
        {chosen === 'Advanced' ? <AdvancedForm onSaved={closeSetup} /> : <Integrations />}
      </div>
      <LoggedInAs />
    </section>
  );
}

function LoggedInAs() {
  const registration = usePanel((state) => state.phone?.registration);
  const logOut = useAct();
  if (!registration?.username || registration.state === 'loggedOut') return null;
  return (
    <div className={styles.foot}>
      <ProblemNotice problem={logOut.problem} />
      <div className={styles.account}>
        <span>
          Logged in as <strong>{registration.username}</strong>
        </span>
        <Button
          size="small"
          busy={logOut.busy}
          onClick={() => void logOut.run(() => phone('logOut')).then((done) => done && closeSetup())}
        >
          <LogOut size={15} aria-hidden="true" />
          Log out
        </Button>
      </div>
    </div>
  );
}
