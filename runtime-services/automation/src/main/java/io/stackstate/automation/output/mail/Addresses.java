package io.stackstate.automation.output.mail;

import io.stackstate.automation.output.spec.SpecReader;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;

/** Addresses of people: {@code ops@example.org}, {@code Operations <ops@example.org>}. */
final class Addresses {
  private static final int MAX = 320;
  private static final String EXPECTED = "an address like ops@example.org";

  private Addresses() {}

  /** A required one. */
  static String read(SpecReader spec, String field) {
    String text = spec.text(field, MAX);
    if (!text.isEmpty() && !isAddress(text)) {
      spec.finding(field, "\"" + text + "\"", EXPECTED);
    }
    return text;
  }

  static List<String> list(SpecReader spec, String field) {
    List<String> read = new ArrayList<>(spec.texts(field));
    for (int i = 0; i < read.size(); i++) {
      if (!isAddress(read.get(i))) {
        spec.finding(field + "[" + i + "]", "\"" + read.get(i) + "\"", EXPECTED);
      }
    }
    return List.copyOf(read);
  }

  /**
   * @throws IllegalArgumentException with field, found and expected
   */
  static String parse(String field, String text) {
    if (!isAddress(text)) {
      throw new IllegalArgumentException(field + ": found \"" + text + "\", expected " + EXPECTED);
    }
    return text;
  }

  private static boolean isAddress(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      return address.getAddress().indexOf('@') > 0 && text.length() <= MAX;
    } catch (AddressException e) {
      return false;
    }
  }
}
