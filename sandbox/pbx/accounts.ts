/** An agent's log-in; the username is the extension. Made up, and good for this sandbox only. */
export interface AgentAccount {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
}

/** Who may register as an agent. */
export const AGENTS: readonly AgentAccount[] = [
  { username: '1001', password: 'sandbox-agent-1001', displayName: 'Alex Agent' },
  { username: '1002', password: 'sandbox-agent-1002', displayName: 'Sam Supervisor' },
];

/**
 * Numbers with a fixed answer. They lie in 555-0100 to 555-0199, which the North American plan keeps for fiction; the
 * last digits remind of the answer (486, 404, 603, 180). They match in international and national writing.
 */
export const SPECIAL_NUMBERS = {
  /** 486 Busy Here at once. */
  busy: '+12025550186',
  /** 404 Not Found at once. */
  unknown: '+12025550104',
  /** 603 Decline at once. */
  declines: '+12025550103',
  /** 180 Ringing until the caller gives up, or 480 after the no-answer time. */
  neverAnswers: '+12025550180',
} as const;
