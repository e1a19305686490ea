package io.stackstate.api.auth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a caller may do, by the names of the REST sheet, section 12.2; those that guard a route. */
public enum Permission {
  /** Topology, now and in the past. */
  ACCESS_EXPLORE("access-explore", true),
  /** Topology by a query of one's own. */
  PERFORM_CUSTOM_QUERY("perform-custom-query", true),
  /** Actions of components, whose scripts administrators wrote; they see what their caller may. */
  EXECUTE_COMPONENT_ACTIONS("execute-component-actions", true),
  /** All below {@code /admin}. */
  ACCESS_ADMIN_API("access-admin-api", false),
  /** What stands on Kafka topics. */
  ACCESS_TOPIC_DATA("access-topic-data", false),
  /** How synchronizations do, their errors included. */
  ACCESS_SYNCHRONIZATION_DATA("access-synchronization-data", false),
  EXECUTE_NODE_SYNC("execute-node-sync", false),
  READ_SETTINGS("read-settings", false),
  UPDATE_SETTINGS("update-settings", false),
  READ_STACKPACKS("read-stackpacks", false),
  MANAGE_STACKPACKS("manage-stackpacks", false),
  UPLOAD_STACKPACKS("upload-stackpacks", false),
  MANAGE_EVENT_HANDLERS("manage-event-handlers", false),
  MANAGE_MONITORS("manage-monitors", false),
  RUN_MONITORS("run-monitors", false),
  /** Metrics by PromQL; of streams of elements another permission speaks. */
  READ_METRICS("read-metrics", false),
  /** Streams of elements; not for callers with a scope, who only look. */
  MANAGE_TELEMETRY_STREAMS("manage-telemetry-streams", false),
  /** Checks of elements; likewise. */
  MANAGE_TOPOLOGY_ELEMENTS("manage-topology-elements", false),
  /** Streams of elements and their metrics; without a scope, metrics by a query of one's own. */
  READ_TELEMETRY_STREAMS("read-telemetry-streams", true),
  /** Scripts of one's own, which see all topology and all views. */
  EXECUTE_SCRIPTS("execute-scripts", false),
  /** With the one before: scripts that call others over HTTP. */
  EXECUTE_RESTRICTED_SCRIPTS("execute-restricted-scripts", false),
  MANAGE_SERVICE_TOKENS("manage-service-tokens", false),
  /** What no other permission names; only callers with all rights and administrators have it. */
  EVERYTHING("everything", false);

  private final String text;
  private final boolean scoped;

  Permission(String text, boolean scoped) {
    this.text = text;
    this.scoped = scoped;
  }

  /** As configuration and errors name it. */
  public String text() {
    return text;
  }

  /** All there are. */
  public static Set<Permission> all() {
    return EnumSet.allOf(Permission.class);
  }

  /** Those whose answers a scope restricts; the others would show what lies outside of it. */
  public static Set<Permission> scoped() {
    Set<Permission> scoped = EnumSet.noneOf(Permission.class);
    Arrays.stream(values()).filter(permission -> permission.scoped).forEach(scoped::add);
    return scoped;
  }

  /** The permission with this name; empty when there is none. */
  public static Optional<Permission> named(String text) {
    return Arrays.stream(values()).filter(permission -> permission.text.equals(text)).findFirst();
  }
}
