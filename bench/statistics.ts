/** What is told of a row of measurements. */
export interface Summary {
  count: number;
  median: number;
  /** First and third quartile: half of the measurements lie between them. */
  quartiles: [number, number];
  p95: number;
}

/** @throws {RangeError} when there is nothing to sum up */
export function summarise(values: readonly number[]): Summary {
  return {
    count: values.length,
    median: quantile(values, 0.5),
    quartiles: [quantile(values, 0.25), quantile(values, 0.75)],
    p95: quantile(values, 0.95),
  };
}

/**
 * The value below which the share `q` of the values lies, between two neighbours in proportion (R's type 7, as most
 * tools reckon).
 *
 * @throws {RangeError} when there is no value
 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('There are no measurements.');
  return below + (above - below) * (place - Math.floor(place));
}
