package io.stackstate.automation.output.spec;

import java.util.regex.Pattern;

/** Reading of the two halves of a {@link SecretRef}. */
final class Secrets {
  private static final Pattern NAME = Pattern.compile("[-._a-zA-Z0-9]+");

  private Secrets() {}

  static String name(SpecReader ref, String field, int max) {
    String text = ref.text(field, max);
    if (!text.isEmpty() && !NAME.matcher(text).matches()) {
      // Whoever pastes a secret into the reference must not read it in a status.
      ref.finding(field, "characters that it may not have", "letters, digits, - . and _ only");
    }
    return text;
  }
}
