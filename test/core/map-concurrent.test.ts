import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { InterruptedError, mapConcurrent } from '../../src/core/index.ts';

const never = new AbortController().signal;

describe('mapConcurrent', () => {
  it('gives results in the order of the items, so many at a time', async () => {
    let [running, most] = [0, 0];
    const results = await mapConcurrent([30, 5, 20, 1, 10], 2, never, async (ms) => {
      most = Math.max(most, ++running);
      await wait(ms);
      running--;
      return 2 * ms;
    });
    expect(results).toEqual([60, 10, 40, 2, 20]);
    expect(most).toBe(2);
  });

  it('calls off and waits for those under way when one fails, and begins no other', async () => {
    const begun: number[] = [];
    let ended = false;
    const failing = mapConcurrent([0, 1, 2], 2, never, async (item, signal) => {
      begun.push(item);
      if (item === 0) throw new RangeError('the first');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await wait(20);
      ended = true;
    });
    await expect(failing).rejects.toThrow('the first');
    expect(ended).toBe(true);
    expect(begun).toEqual([0, 1]);
  });

  it('begins nothing once its signal is raised', async () => {
    const begun: number[] = [];
    const controller = new AbortController();
    const stopped = mapConcurrent([0, 1, 2], 1, controller.signal, async (item) => {
      begun.push(item);
      controller.abort();
    });
    await expect(stopped).rejects.toThrow(InterruptedError);
    expect(begun).toEqual([0]);
  });
});
