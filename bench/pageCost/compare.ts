import type { Figure } from '../figure.ts';
import { summarise } from '../statistics.ts';
import type { LoadCost } from './measureLoad.ts';

const quantities: { key: keyof LoadCost; name: string; unit: Figure['unit']; budget?: number }[] = [
  { key: 'mainThreadMs', name: 'main thread', unit: 'ms', budget: 15 },
  { key: 'scriptMs', name: 'script', unit: 'ms' },
  { key: 'heapKb', name: 'heap', unit: 'kB', budget: 500 },
  { key: 'longTasks', name: 'long tasks', unit: 'tasks', budget: 0 },
  { key: 'requests', name: 'requests', unit: 'requests', budget: 0 },
];

/** The page by itself. */
export function plainFigures(plain: readonly LoadCost[]): Figure[] {
  return quantities.map(({ key, name, unit }) => {
    const spread = summarise(plain.map((load) => load[key]));
    return { name: `page without Offhook: ${name}`, unit, value: spread.median, spread };
  });
}

/**
 * What is added to the page: the median of the differences between loads of the same round, since neighbours in time share
 * the machine's mood.
 *
 * @param plain one load for each round, as in `loaded`
 */
export function addedFigures(
  variant: string,
  plain: readonly LoadCost[],
  loaded: readonly LoadCost[],
  withBudget: boolean,
): Figure[] {
  return quantities.map(({ key, name, unit, budget }) => {
    const differences = loaded.flatMap((load, round) => {
      const neighbour = plain[round];
      return neighbour === undefined ? [] : [load[key] - neighbour[key]];
    });
    const spread = summarise(differences);
    return {
      name: `${variant}: ${name} added`,
      unit,
      value: spread.median,
      spread,
      ...(withBudget && budget !== undefined && { budget }),
    };
  });
}
