import { ProblemError } from '../problems/problem.ts';

/**
 * Opens HubSpot's consent in the browser's own sign-in window (chrome.identity).
 * @returns the address to which HubSpot sent the window at the end
 * @throws ProblemError `consentClosed` when the person closed it, `networkDown` when HubSpot could not be loaded
 */
export async function openConsent(
  launch: (details: { url: string; interactive: boolean }) => Promise<string | undefined>,
  url: string,
): Promise<string> {
  let redirected: string | undefined;
  try {
    redirected = await launch({ url, interactive: true });
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    // Chrome has no codes here, only these texts (chromium, identity_launch_web_auth_flow_function.cc).
    if (/could not be loaded/i.test(said)) throw new ProblemError('networkDown', { cause: error });
    throw new ProblemError('consentClosed', { cause: error });
  }
  if (redirected === undefined) throw new ProblemError('consentClosed');
  return redirected;
}
