package io.stackstate.api.sync;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.model.settings.SyncSettings;

/** Reads the body of {@code PUT /api/integrations/{identifier}}. */
final class IntegrationRequest {
  private static final String CUSTOM_SYNC = "CustomSync";

  private IntegrationRequest() {}

  /** The settings that it asks for; a field that does not fit is a 400 that names it. */
  static SyncSettings read(String identifier, JsonFields body) {
    if (!identifier.matches("(?i)urn:\\S.*")) {
      throw ApiException.badField(
          "identifier",
          "\"" + identifier + "\"",
          "a URN, for example urn:stackstate:integration:a:b");
    }
    String name = body.requiredText("name");
    if (!body.requiredText("type").equals(CUSTOM_SYNC)) {
      throw body.bad("type", CUSTOM_SYNC);
    }
    JsonFields sync = body.object("customSync");
    return new SyncSettings(
        Synchronizations.id(identifier),
        identifier,
        name,
        sync.requiredText("instanceType"),
        sync.requiredText("instanceUrl"),
        sync.whole("expireAfterMillis", 1, "milliseconds above 0, or null").orElse(null),
        0);
  }
}
