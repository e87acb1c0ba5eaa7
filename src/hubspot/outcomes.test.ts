import { expect, it } from 'vitest';
import { readOutcomes } from './outcomes.ts';
import { answer } from './testing/fakeFetch.ts';
import { fakeHttp } from './testing/fakeHttp.ts';

it('reads the account’s own outcomes in its order, without the hidden ones', async () => {
  const option = (value: string, displayOrder?: number, hidden = false) => ({
    label: `Label ${value}`,
    value,
    hidden,
    ...(displayOrder !== undefined && { displayOrder }),
  });
  const options = [
    option('c', 2),
    option('x', -1),
    option('a', 0),
    option('old', 1, true),
    option('b', 1),
    option('y'),
  ];
  const { http, sent } = fakeHttp(answer(200, { name: 'hs_call_disposition', options }));
  const outcomes = await readOutcomes(http);
  expect(outcomes.map(({ value }) => value)).toEqual(['a', 'b', 'c', 'x', 'y']);
  expect(outcomes[0]).toEqual({ value: 'a', label: 'Label a' });
  expect(sent[0]?.url.pathname).toBe('/crm/properties/2026-03/calls/hs_call_disposition');
});
