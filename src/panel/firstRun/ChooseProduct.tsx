import { PhoneCall } from 'lucide-react';
import { AdvancedForm } from '../setup/AdvancedForm.tsx';
import { Page } from './Page.tsx';

/** The first time, the product must be chosen; nothing else works before (S1-16). */
export function ChooseProduct() {
  return (
    <Page
      icon={PhoneCall}
      title="Choose your product"
      lead="The service that carries your calls. You can change it later in Setup › Advanced."
    >
      <AdvancedForm onSaved={() => {}} />
    </Page>
  );
}
