import { expect, it, vi } from 'vitest';
import { snapshotPublisher } from './snapshotPublisher.ts';

it('publishes what is current at the end, in order, and not once for each change', async () => {
  let value = 0;
  const published: number[] = [];
  const publisher = snapshotPublisher(
    async () => {
      const read = value;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return read;
    },
    (snapshot) => void published.push(snapshot),
  );
  for (let change = 0; change < 20; change++) {
    value++;
    publisher.changed();
  }
  await vi.waitFor(() => expect(published.at(-1)).toBe(20));
  expect(published).toEqual([...published].sort((a, b) => a - b));
  expect(published.length).toBeLessThan(5);
});
