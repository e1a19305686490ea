package io.stackstate.synchronization.event;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Random UUIDs for events. They need to be different, not secret: only the seed costs what a secure
 * random number costs. For one thread.
 */
public final class EventIds implements Supplier<String> {
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

  @Override
  public String get() {
    long high = random.nextLong() & ~0xF000L | VERSION_4;
    long low = random.nextLong() >>> 2 | VARIANT;
    return new UUID(high, low).toString();
  }
}
