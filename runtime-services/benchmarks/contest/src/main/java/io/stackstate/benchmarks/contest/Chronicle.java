package io.stackstate.benchmarks.contest;

import java.util.SplittableRandom;

/**
 * What happens to an estate after it was filled: one component after the other gets a new revision,
 * ten at a time, at a steady pace. Pure; the same arguments always give the same chronicle.
 *
 * @param components how many there are
 * @param changes how many happen
 * @param fromMillis when the estate was filled; the first changes come ten steps later
 * @param stepMillis for one change
 */
public record Chronicle(int components, int changes, long fromMillis, long stepMillis) {
  /** So many changes happen at the same time, as in one commit. */
  public static final int TOGETHER = 10;

  /** The component that change {@code k} is about, from 0. */
  public int component(int k) {
    return new SplittableRandom(k * 0x9E3779B97F4A7C15L).nextInt(components);
  }

  public long timeMillis(int k) {
    int together = k / TOGETHER * TOGETHER + TOGETHER;
    return fromMillis + together * stepMillis;
  }

  public long endMillis() {
    return timeMillis(changes - 1);
  }
}
