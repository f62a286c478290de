/** How far a task is. */
export interface Advance {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** In the plural: `images`. */
  readonly unit: string;
  /** Since its start. */
  readonly milliseconds: number;
}

/** `120/600 images, 41/s, 12 s left`. */
export function describeAdvance({ done, total, unit, milliseconds }: Advance): string {
  const counted = `${done}/${total} ${unit}`;
  if (done === 0 || milliseconds <= 0) return counted;
  return `${counted}, ${rate(done, milliseconds)}, ${duration((milliseconds / done) * (total - done))} left`;
}

/** `Extracting: 600/600 images in 15 s, 41/s`, or how far it came. */
export function describeEnd({ label, done, total, unit, milliseconds }: Advance): string {
  if (done < total) return `${label}: stopped at ${done}/${total} ${unit} after ${duration(milliseconds)}`;
  const pace = milliseconds > 0 ? `, ${rate(done, milliseconds)}` : '';
  return `${label}: ${done}/${total} ${unit} in ${duration(milliseconds)}${pace}`;
}

function rate(count: number, milliseconds: number): string {
  const perSecond = (count / milliseconds) * 1000;
  return `${perSecond >= 10 ? Math.round(perSecond) : perSecond.toPrecision(2)}/s`;
}

function duration(milliseconds: number): string {
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
