package io.stackstate.api.auth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The predefined roles, with all that the table of the REST sheet, section 12.2, grants them. Of
 * these names, those that are a {@link Permission} take effect: one that is added there needs no
 * change here.
 */
public enum Role {
  ADMIN(
      "stackstate-admin",
      List.of(
          // What no other permission names; the table knows no such thing.
          Set.of("everything"),
          Names.EXPLORING,
          Names.CHANGING,
          Set.of(
              "access-log-data",
              "execute-restricted-scripts",
              "manage-service-tokens",
              "update-permissions",
              "upload-stackpacks"))),
  PLATFORM_ADMIN(
      "stackstate-platform-admin",
      List.of(
          Set.of(
              "access-admin-api",
              "access-cli",
              "access-log-data",
              "access-view",
              "manage-star-view"))),
  POWER_USER("stackstate-power-user", List.of(Names.EXPLORING, Names.CHANGING)),
  GUEST("stackstate-guest", List.of(Names.EXPLORING));

  private final String text;
  private final Set<String> granted;

  Role(String text, List<Set<String>> granted) {
    this.text = text;
    this.granted = granted.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  /** What several roles have; an enum's constants cannot see its own fields. */
  private static final class Names {
    static final Set<String> EXPLORING =
        Set.of(
            "access-cli",
            "access-explore",
            "access-view",
            "execute-component-actions",
            "manage-star-view",
            "perform-custom-query",
            "read-metrics",
            "read-permissions",
            "read-telemetry-streams",
            "update-visualization");

    static final Set<String> CHANGING =
        Set.of(
            "access-analytics",
            "access-synchronization-data",
            "access-topic-data",
            "create-views",
            "delete-view",
            "save-view",
            "execute-component-templates",
            "execute-node-sync",
            "execute-scripts",
            "export-settings",
            "import-settings",
            "manage-annotations",
            "manage-event-handlers",
            "manage-monitors",
            "manage-stackpacks",
            "manage-telemetry-streams",
            "manage-topology-elements",
            "read-settings",
            "read-stackpacks",
            "run-monitors",
            "update-settings");

    private Names() {}
  }

  /** As requests and configuration name it. */
  public String text() {
    return text;
  }

  /** What it may do. */
  public Set<Permission> permissions() {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (Permission permission : Permission.values()) {
      if (granted.contains(permission.text())) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  /** The role with this name; empty when there is none. */
  public static Optional<Role> named(String text) {
    return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
  }

  /** All names, in order. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Role::text).toList();
  }
}
