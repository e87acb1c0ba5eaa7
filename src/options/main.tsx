import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/theme.css';
import { HubSpotAppPage } from './HubSpotAppPage.tsx';

const root = document.getElementById('options');
if (root)
  createRoot(root).render(
    <StrictMode>
      <HubSpotAppPage />
    </StrictMode>,
  );
