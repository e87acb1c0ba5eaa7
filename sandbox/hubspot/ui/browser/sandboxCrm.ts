// Script of the sandbox's own page: shows new calls and requests as they come.

const refreshMs = 2_000;

setInterval(() => void refresh(), refreshMs);

async function refresh(): Promise<void> {
  const live = document.querySelector('#live');
  if (!live || document.hidden) return;
  const response = await fetch('/sandbox-crm/live');
  if (!response.ok) return;
  const content = await response.text();
  const template = document.createElement('template');
  template.innerHTML = content;
  const opened = new Set(
    calls(live)
      .filter((call) => call.open)
      .map((call) => call.dataset.callId),
  );
  const known = new Set(calls(live).map((call) => call.dataset.callId));
  for (const call of calls(template.content)) {
    // A call that the reader has seen stays as it was left.
    if (known.has(call.dataset.callId)) call.open = opened.has(call.dataset.callId);
  }
  live.replaceChildren(template.content);
}

function calls(root: ParentNode): HTMLDetailsElement[] {
  return [...root.querySelectorAll<HTMLDetailsElement>('details.call')];
}
