import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/theme.css';
import { MicrophonePage } from './MicrophonePage.tsx';

const root = document.getElementById('microphone');
if (root)
  createRoot(root).render(
    <StrictMode>
      <MicrophonePage />
    </StrictMode>,
  );
