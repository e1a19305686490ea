package io.stackstate.stackpacks.stj;

import io.stackstate.functions.template.TemplateFiles;
import java.util.HashMap;
import java.util.Map;

/**
 * A document before it is rendered.
 *
 * @param name of the file, for errors
 * @param parameters of the template; values may be null
 * @param files that {@code include} may read
 */
public record StjSource(
    String name, String text, Map<String, Object> parameters, TemplateFiles files) {

  public StjSource {
    parameters = new HashMap<>(parameters);
  }

  /** A document that stands alone, as the REST API receives it. */
  public static StjSource of(String name, String text) {
    return new StjSource(name, text, Map.of(), TemplateFiles.NONE);
  }
}
