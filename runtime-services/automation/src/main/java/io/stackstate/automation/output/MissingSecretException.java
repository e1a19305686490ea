package io.stackstate.automation.output;

/** A secret that an output refers to does not exist. The message names it. */
public final class MissingSecretException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MissingSecretException(String name, String key) {
    super("secret " + name + ": found no key " + key + ", expected one with a value");
  }
}
