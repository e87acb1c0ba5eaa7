const FLOOR_DBFS = -70;
const BAR = 5;
const GAP = 3;

/** Draws the level of the last seconds as bars that wander to the left, and says it to assistive technology. */
export function createMeter(
  canvas: HTMLCanvasElement,
  meter: HTMLMeterElement,
): { add(level: number): void; clear(): void } {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the meter has no canvas');
  const capacity = Math.floor(canvas.width / (BAR + GAP));
  let levels: number[] = [];

  const draw = () => {
    context.clearRect(0, 0, canvas.width, canvas.height);
    const middle = canvas.height / 2;
    for (let column = 0; column < capacity; column += 1) {
      const level = levels[levels.length - capacity + column] ?? FLOOR_DBFS;
      const share = Math.max(0, Math.min(1, 1 - level / FLOOR_DBFS));
      const height = Math.max(BAR, share * canvas.height);
      context.fillStyle =
        share > 0.05 ? `hsl(${160 - 30 * share} 70% ${45 + 15 * share}%)` : 'hsl(220 15% 32%)';
      context.beginPath();
      context.roundRect(column * (BAR + GAP), middle - height / 2, BAR, height, BAR / 2);
      context.fill();
    }
  };
  draw();
  return {
    add(level) {
      levels = [...levels, level].slice(-capacity);
      meter.value = Math.round(Math.max(FLOOR_DBFS, level));
      draw();
    },
    clear() {
      if (levels.length === 0) return;
      levels = [];
      draw();
    },
  };
}
