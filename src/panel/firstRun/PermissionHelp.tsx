import type { Problem } from '../../problems/problem.ts';
import styles from './Page.module.css';

/** Problems behind which HubSpot may have said "You don't have permission to connect this app" (S1-3), which it tells the person alone. */
const perhapsPermission: ReadonlySet<string> = new Set([
  'permissionMissing',
  'consentClosed',
  'consentDenied',
]);

/** Both ways out of a missing right (S1-5 to S1-10, S1-34). */
export function PermissionHelp({ problem }: { readonly problem: Problem }) {
  if (!perhapsPermission.has(problem.code)) return null;
  return (
    <details className={styles.more} open={problem.code === 'permissionMissing'}>
      <summary>HubSpot said “You don’t have permission to connect this app”</summary>
      <ol className={styles.ways}>
        <li>
          Ask a Super Admin for <strong>App Marketplace Access</strong>, and for View and Edit on contacts.
        </li>
        <li>
          Or ask to be made <strong>Super Admin</strong> for a moment: Settings › Users &amp; Teams › your
          user › Actions › Make super admin. Log out of HubSpot and in again, then connect. Afterwards the
          right can be taken back; the connection stays.
        </li>
      </ol>
    </details>
  );
}
