package io.stackstate.automation.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.MissingSecretException;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.stackpacks.provision.SecretBox;

/** The secrets of a handler, sealed for it where they are stored. Thread-safe. */
public final class SealedSecrets implements SecretSource {
  private final JsonNode sealed;
  private final SecretBox box;
  private final String owner;

  /**
   * @param secrets {@code owner}, for whom they were sealed, and {@code values}: sealed texts by
   *     {@code <name>/<key>}
   */
  public SealedSecrets(JsonNode secrets, SecretBox box) {
    this.sealed = secrets.path("values");
    this.box = box;
    this.owner = secrets.path("owner").asText();
  }

  @Override
  public String read(String name, String key) {
    String text = sealed.path(name + "/" + key).asText("");
    if (!SecretBox.isSealed(text)) {
      throw new MissingSecretException(name, key);
    }
    return box.open(text, owner);
  }
}
