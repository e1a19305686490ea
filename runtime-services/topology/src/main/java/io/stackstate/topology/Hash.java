package io.stackstate.topology;

import java.security.SecureRandom;

/**
 * Well mixed 32-bit hashes for {@link HashSlots}. Seeded per process: names and labels come from
 * outside, and nobody shall be able to choose ones that collide.
 */
final class Hash {
  private static final long SEED = new SecureRandom().nextLong();
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hash() {}

  static int of(long id) {
    return mix(id ^ SEED);
  }

  static int of(String text) {
    long hash = SEED;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * GOLDEN;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  private static int mix(long value) {
    long hash = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return (int) (hash >>> 32);
  }
}
