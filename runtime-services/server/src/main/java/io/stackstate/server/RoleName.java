package io.stackstate.server;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles that a process can be told to run (design, section 5). */
enum RoleName {
  KAFKA,
  STACKGRAPH,
  SYNCHRONIZATION,
  HEALTH,
  AUTOMATION,
  TELEMETRY,
  RECEIVER,
  API,
  ELASTICSEARCH,
  /** Makes the topics and ends. */
  TOPICS,
  /** Converts the store and ends. */
  MIGRATE;

  private static final Set<RoleName> WITH_DATA =
      EnumSet.of(KAFKA, STACKGRAPH, ELASTICSEARCH, MIGRATE);
  private static final Set<RoleName> JOBS = EnumSet.of(TOPICS, MIGRATE);

  /** Whether a process with these roles has a data directory; without one it needs no disk. */
  static boolean needData(Set<RoleName> roles) {
    return roles.stream().anyMatch(WITH_DATA::contains);
  }

  /** Whether a process with these roles does something once and ends. */
  static boolean areJobs(Set<RoleName> roles) {
    return JOBS.containsAll(roles);
  }

  /**
   * Whether secrets may be made up: where both sides that must agree on them are in one process.
   */
  static boolean mayGenerateSecrets(Set<RoleName> roles) {
    return roles.contains(RECEIVER) && roles.contains(API);
  }

  /**
   * Reads a list of names.
   *
   * @throws StartException that names what is not a role, or what lacks another role
   */
  static Set<RoleName> parse(List<String> names) {
    Set<RoleName> roles = EnumSet.noneOf(RoleName.class);
    names.forEach(name -> roles.add(parse(name)));
    if (roles.contains(API) != roles.contains(STACKGRAPH)) {
      throw new StartException(
          "stackstate.server.roles: api and stackgraph need the same process, because only one may"
              + " open the store; found "
              + names);
    }
    if (!areJobs(roles) && roles.stream().anyMatch(JOBS::contains)) {
      throw new StartException(
          "stackstate.server.roles: topics and migrate are done by a process of their own; found "
              + names);
    }
    if (roles.isEmpty()) {
      throw new StartException("stackstate.server.roles: found none, expected some of " + all());
    }
    return roles;
  }

  private static RoleName parse(String name) {
    return Arrays.stream(values())
        .filter(role -> role.toString().equals(name.trim()))
        .findFirst()
        .orElseThrow(
            () ->
                new StartException(
                    "stackstate.server.roles: found '%s', expected some of %s"
                        .formatted(name, all())));
  }

  private static String all() {
    return Arrays.stream(values()).map(RoleName::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
