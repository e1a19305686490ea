package io.stackstate.automation.output;

/**
 * One thing that is wrong with a definition.
 *
 * @param field path within the output: {@code webhook.tls.caSecretRef.name}
 * @param found shortened, and never what may be a secret
 * @param expected what would be right
 */
public record Finding(String field, String found, String expected) {
  @Override
  public String toString() {
    return field + ": found " + found + ", expected " + expected;
  }
}
