import styles from './App.module.css';
import { CallPage } from './call/CallPage.tsx';
import { Ready } from './dial/Ready.tsx';
import { ChooseAccount } from './firstRun/ChooseAccount.tsx';
import { ChooseProduct } from './firstRun/ChooseProduct.tsx';
import { Connect } from './firstRun/Connect.tsx';
import { ConnectAgain } from './firstRun/ConnectAgain.tsx';
import { LogIn } from './firstRun/LogIn.tsx';
import { Microphone } from './firstRun/Microphone.tsx';
import { Starting } from './firstRun/Starting.tsx';
import { Header } from './header/Header.tsx';
import { type Base, screenFor } from './screen.ts';
import { Setup } from './setup/Setup.tsx';
import { usePanel } from './store.ts';

export function App() {
  const known = usePanel();
  const { live, base } = screenFor(known);
  const calls = live.length > 0 ? live : base.name === 'ended' ? [base.call] : [];
  return (
    <div className={styles.panel}>
      <Header inCall={live.length > 0} />
      <main className={styles.main}>
        {/* One list with stable keys: notes keep their text and the cursor when the call under them ends. */}
        {calls.map((call) => (
          <CallPage key={call.id} call={call} alone={calls.length === 1} />
        ))}
        {/* Hidden, not taken away: a call that comes in must not cost what was typed. */}
        <div className={styles.base} hidden={calls.length > 0}>
          <BaseScreen base={base} />
        </div>
      </main>
    </div>
  );
}

function BaseScreen({ base }: { readonly base: Base }) {
  switch (base.name) {
    case 'starting':
      return <Starting />;
    case 'connect':
      return <Connect />;
    case 'chooseAccount':
      return <ChooseAccount />;
    case 'disconnected':
    case 'reconnect':
      return <ConnectAgain consentNeeded={base.name === 'reconnect'} />;
    case 'product':
      return <ChooseProduct />;
    case 'logIn':
      return <LogIn />;
    case 'microphone':
      return <Microphone />;
    case 'ready':
      return <Ready />;
    case 'setup':
      return <Setup />;
    case 'ended':
      return null;
  }
}
