import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/theme.css';
import './page.css';
import { App } from './App.tsx';
import { startLink } from './link/start.ts';

startLink(new AbortController().signal);

const root = document.getElementById('panel');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
