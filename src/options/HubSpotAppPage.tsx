import { useEffect, useState } from 'react';
import { requiredScopes } from '../hubspot/scopes.ts';
import { type Problem, problemOf } from '../problems/problem.ts';
import type { SettingsView } from '../settings/settings.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { Copyable } from './Copyable.tsx';
import { HubSpotAppForm } from './HubSpotAppForm.tsx';
import { background, readSettings } from './requests.ts';
import styles from './Sheet.module.css';
import { Sheet } from './Sheet.tsx';

/** The administrator's page: the organisation's own HubSpot app, in the order in which it really has to be done (S0-22). */
export function HubSpotAppPage() {
  const [known, setKnown] = useState<{ settings: SettingsView; redirectUrl: string }>();
  const [problem, setProblem] = useState<Problem>();

  useEffect(() => {
    Promise.all([readSettings(), background('redirectUrl')]).then(
      ([settings, { url }]) => setKnown({ settings, redirectUrl: url }),
      (error: unknown) => setProblem(problemOf(error)),
    );
  }, []);

  return (
    <Sheet>
      <h1>Your organisation’s HubSpot app</h1>
      <p className={styles.lead}>
        Offhook reaches HubSpot through an app that belongs to your organisation. An administrator sets it up
        once; after that, every agent connects for themselves from the panel.
      </p>
      <ProblemNotice problem={problem} />
      {known && (
        <>
          <section className={styles.card} aria-labelledby="in-hubspot">
            <h2 id="in-hubspot">First, in HubSpot</h2>
            <ol className={styles.steps}>
              <li>
                Create an app with OAuth in your HubSpot developer account, or open the one that you have.
              </li>
              <li>
                Add this redirect URL to the app, exactly as it stands here:
                <Copyable name="redirect URL" value={known.redirectUrl} />
              </li>
              <li>
                Set exactly these as required scopes, and no optional ones:
                <ul className={styles.scopes}>
                  {requiredScopes.map((scope) => (
                    <li key={scope}>
                      <code>{scope}</code>
                    </li>
                  ))}
                </ul>
              </li>
              <li>Save, then copy the client ID and the client secret from the app’s Auth page.</li>
            </ol>
          </section>
          <section className={styles.card} aria-labelledby="in-offhook">
            <h2 id="in-offhook">Then, here</h2>
            <HubSpotAppForm settings={known.settings} />
          </section>
          <p className={styles.fine}>
            Last, open a Contacts page in HubSpot, open the softphone, and choose Connect HubSpot. Whoever
            connects needs App Marketplace Access or Super Admin in HubSpot, at that moment only.
          </p>
        </>
      )}
    </Sheet>
  );
}
