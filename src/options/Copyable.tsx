import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './Sheet.module.css';

/** A value to carry elsewhere letter by letter. `name` says in the button what is copied. */
export function Copyable({ name, value }: { readonly name: string; readonly value: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.copy}>
      <code className={styles.value}>{value}</code>
      <Button
        aria-label={`Copy ${name}`}
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        onBlur={() => setCopied(false)}
      >
        {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        {copied ? 'Copied' : 'Copy'}
      </Button>
      <span className="visuallyHidden" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </div>
  );
}
