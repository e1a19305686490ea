package io.stackstate.telemetry.metric;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What identifies a series (telemetry sheet, section 16.3): the kind of record, host, tags in
 * whatever order, and the name of the metric, as a text of 22 characters. For one thread.
 */
final class SeriesKey {
  private static final int BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final MessageDigest sha256;
  private byte[] shared = new byte[0];

  SeriesKey() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * What the metrics of one record share.
   *
   * @param tags names at even places, each before its value
   * @param count of both
   */
  void share(String name, String host, String[] tags, int count) {
    update(name);
    update(host);
    Integer[] order = new Integer[count / 2];
    Arrays.setAll(order, i -> 2 * i);
    Arrays.sort(order, (a, b) -> tags[a].compareTo(tags[b]));
    for (int tag : order) {
      update(tags[tag]);
      update(tags[tag + 1]);
    }
    shared = sha256.digest();
  }

  /** The series of one of these metrics. */
  String of(String metric) {
    sha256.update(shared);
    update(metric);
    return BASE64.encodeToString(Arrays.copyOf(sha256.digest(), BYTES));
  }

  /** With the length before it, so that no two lists of texts are the same bytes. */
  private void update(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int shift = 24; shift >= 0; shift -= 8) {
      sha256.update((byte) (bytes.length >>> shift));
    }
    sha256.update(bytes);
  }
}
