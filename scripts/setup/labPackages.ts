import { missingPackages } from '../../e2e/lab/available.ts';
import { canInstallPackages, installPackages } from './debian.ts';

/**
 * Installs the Debian packages of the SIP lab where that is possible.
 *
 * @returns why the lab can't run here, or undefined when it can
 */
export function ensureLabPackages(): string | undefined {
  const missing = missingPackages();
  if (missing.length === 0) return undefined;
  const obstacle = `it needs Debian's packages ${missing.join(', ')}`;
  if (!canInstallPackages()) return `${obstacle}, which only root on Debian can install`;
  try {
    installPackages(missing);
  } catch (error) {
    return `${obstacle}: ${error instanceof Error ? error.message : error}`;
  }
  return missingPackages().length === 0 ? undefined : `${obstacle}, which did not help once installed`;
}
