package io.stackstate.api.auth;

import io.stackstate.stql.Query;
import java.util.List;
import java.util.Set;

/**
 * Who sends a request, and what of the topology is there for them (query sheet, section 3.2).
 *
 * @param name for logs; never the secret itself
 * @param permissions what they may do
 * @param scopes queries without functions; a component is in scope when one of them selects it.
 *     Without any, everything is.
 */
public record Caller(String name, Set<Permission> permissions, List<Query> scopes) {
  public Caller {
    permissions = Set.copyOf(permissions);
    scopes = List.copyOf(scopes);
  }

  /** Somebody who may do everything. */
  public static Caller unrestricted(String name) {
    return new Caller(name, Permission.all(), List.of());
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  public boolean isScoped() {
    return !scopes.isEmpty();
  }

  /** Whether they may do everything, everywhere. */
  public boolean isUnrestricted() {
    return !isScoped() && permissions.containsAll(Permission.all());
  }
}
