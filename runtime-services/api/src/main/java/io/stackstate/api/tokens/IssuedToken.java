package io.stackstate.api.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.auth.Role;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A service token that was made through the API, as it is kept: without the secret.
 *
 * @param name for people; several tokens may share one, so that a new one can take over from an old
 * @param roles names of {@link Role}s; those that are not known grant nothing
 * @param expirationMillis epoch milliseconds; null when it does not end
 * @param hash SHA-256 of the secret, hexadecimal. The secret is 256 random bits: it needs no salt
 *     and no slow hash
 * @param issuedMillis epoch milliseconds
 */
record IssuedToken(
    long id,
    String name,
    List<String> roles,
    Long expirationMillis,
    String hash,
    long issuedMillis) {
  static final String TYPE = SettingsStore.INTERNAL + "ServiceToken";

  IssuedToken {
    roles = List.copyOf(roles);
  }

  boolean expired(long nowMillis) {
    return expirationMillis != null && expirationMillis <= nowMillis;
  }

  /** Who sends it. */
  Caller caller() {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (String role : roles) {
      Role.named(role).ifPresent(known -> permissions.addAll(known.permissions()));
    }
    return new Caller("service-token " + name, permissions, List.of());
  }

  static IssuedToken read(SettingsNode stored) {
    try {
      return Json.mapper().readValue(stored.json(), IssuedToken.class);
    } catch (JsonProcessingException e) {
      // Without the cause: its text would show what stands in the record.
      throw new IllegalStateException("service token " + stored.id() + " cannot be read");
    }
  }

  SettingsNode write() {
    try {
      String json = Json.mapper().writeValueAsString(this);
      return new SettingsNode(id, TYPE, null, name, json, issuedMillis);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("service token " + id + " cannot be written");
    }
  }

  /** Without the hash: records print all that they hold. */
  @Override
  public String toString() {
    return "IssuedToken[" + id + ", " + name + "]";
  }
}
