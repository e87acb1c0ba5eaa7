const page = 'src/phone/index.html';

let starting: Promise<void> | undefined;

/**
 * Makes sure that the phone's offscreen document exists. An extension has at most one; two calls at once must not both create it.
 * AUDIO_PLAYBACK alone would be closed after 30 s of silence: the other reasons keep it (chromium, audio_lifetime_enforcer.cc).
 */
export async function startPhone(): Promise<void> {
  const open = await chrome.runtime.getContexts({
    contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
  });
  if (open.length > 0) return;
  starting ??= chrome.offscreen
    .createDocument({
      url: page,
      reasons: [
        chrome.offscreen.Reason.USER_MEDIA,
        chrome.offscreen.Reason.WEB_RTC,
        chrome.offscreen.Reason.AUDIO_PLAYBACK,
      ],
      justification: 'The phone: it stays registered, rings and carries calls, whatever happens to tabs.',
    })
    .finally(() => {
      starting = undefined;
    });
  await starting;
}
