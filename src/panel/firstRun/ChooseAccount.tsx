import { Building2 } from 'lucide-react';
import { AccountChoice } from './AccountChoice.tsx';
import { Page } from './Page.tsx';

/** More than one HubSpot account is known, and none is chosen (S1-14). */
export function ChooseAccount() {
  return (
    <Page
      icon={Building2}
      title="Which account?"
      lead="You have connected more than one HubSpot account. Calls are logged in the one that you choose."
    >
      <AccountChoice />
    </Page>
  );
}
