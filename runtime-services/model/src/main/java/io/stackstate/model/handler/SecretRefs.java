package io.stackstate.model.handler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** The shape of references to Secrets in outputs, whatever their kind; pure. */
final class SecretRefs {
  private static final String SUFFIX = "SecretRef";

  private SecretRefs() {}

  /**
   * @param path of the object
   * @throws InvalidHandlerException at the first that is no reference; without what stands there,
   *     because that may be the secret itself
   */
  static void check(JsonNode object, String path) throws InvalidHandlerException {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      String here = path + "." + field.getKey();
      if (field.getKey().endsWith(SUFFIX) && !value.isNull() && !isReference(value)) {
        throw new InvalidHandlerException(
            here,
            "a value of the kind " + value.getNodeType().name().toLowerCase(Locale.ROOT),
            "{name, key} of a Secret, both texts");
      }
      if (value.isObject()) {
        check(value, here);
      }
    }
  }

  private static boolean isReference(JsonNode value) {
    return value.isObject() && value.path("name").isTextual() && value.path("key").isTextual();
  }
}
