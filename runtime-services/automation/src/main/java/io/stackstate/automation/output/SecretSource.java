package io.stackstate.automation.output;

/**
 * Where outputs read secrets. They read at each delivery, so that a rotated secret is used without
 * a restart; implementations are thread-safe and answer from memory or a mounted file.
 */
@FunctionalInterface
public interface SecretSource {
  /**
   * @param name of the Secret
   * @param key of its data
   * @return the value, never empty
   * @throws MissingSecretException when there is none
   */
  String read(String name, String key);
}
