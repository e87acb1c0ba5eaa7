import type { LoggedCall } from '../../sandbox/hubspot/control.ts';

/** What the demo's call must have become in HubSpot. */
export interface ExpectedLog {
  contactId: string;
  /** E.164. */
  number: string;
  /** In ms. */
  shortestDuration: number;
  note: string;
}

/**
 * Compares the calls that HubSpot's sandbox holds after the demo with the one call that was made.
 *
 * @returns one sentence for each difference; none when the call is there once, and right
 */
export function findLogProblems(calls: readonly LoggedCall[], expected: ExpectedLog): string[] {
  const [call, ...others] = calls;
  if (call === undefined) return ['HubSpot has no call.'];
  const { properties, associations } = call;
  const duration = Number(properties.hs_call_duration);
  const mustBe = (name: string, value: string) =>
    properties[name] === value ? [] : [`${name} is ${properties[name]}, not ${value}.`];
  const mustBeThere = (name: string) => (properties[name] ? [] : [`${name} is missing.`]);
  return [
    ...(others.length === 0 ? [] : [`HubSpot has ${calls.length} calls, not 1.`]),
    ...mustBe('hs_call_direction', 'OUTBOUND'),
    ...mustBe('hs_call_status', 'COMPLETED'),
    ...mustBe('hs_call_to_number', expected.number),
    ...['hs_timestamp', 'hs_call_from_number', 'hs_call_external_id', 'hubspot_owner_id'].flatMap(
      mustBeThere,
    ),
    ...(duration >= expected.shortestDuration && duration < expected.shortestDuration + 60_000
      ? []
      : [`hs_call_duration is ${properties.hs_call_duration}, not about ${expected.shortestDuration} ms.`]),
    ...(properties.hs_call_body?.includes(expected.note) ? [] : ['hs_call_body lacks the note.']),
    ...(associations.contacts.join() === expected.contactId
      ? []
      : [`The call is on the contacts [${associations.contacts}], not on ${expected.contactId}.`]),
  ];
}
