import { formatTable } from '../scripts/formatTable.ts';
import type { Summary } from './statistics.ts';

/** A measured figure, as printed and as JSON. */
export interface Figure {
  name: string;
  unit: 'ms' | 'kB' | 'requests' | 'tasks';
  /** The median, or the p95 where the budget speaks of it. */
  value: number;
  /** How the measurements lie; absent for what is counted once. */
  spread?: Summary;
  budget?: number;
}

/** A table of figures, each beside its budget. */
export function formatFigures(heading: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, value, spread, budget }) => [
    name,
    `${round(value)} ${unit}`,
    ...(spread
      ? [
          round(spread.median),
          spread.quartiles.map(round).join(' … '),
          round(spread.p95),
          String(spread.count),
        ]
      : ['', '', '', '']),
    budget === undefined ? '' : `${budget} ${unit}`,
    budget === undefined ? '' : value <= budget ? 'within' : 'OVER',
  ]);
  return formatTable([heading, 'value', 'p50', 'quartiles', 'p95', 'times', 'budget', ''], rows);
}

/** Figures as JSON, without the digits that mean nothing. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'number' ? Number(each.toFixed(3)) : each));
}

function round(value: number): string {
  return value.toFixed(Math.abs(value) < 100 ? 2 : 0).replace(/^-(0\.?0*)$/, '$1');
}
