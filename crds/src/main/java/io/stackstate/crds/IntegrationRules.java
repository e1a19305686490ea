package io.stackstate.crds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rules that a schema cannot say. The CRD carries them as CEL for the API server; {@link
 * #violations} says the same in Java, for a resource that never met an API server.
 */
public final class IntegrationRules {
  static final String CUSTOM_SYNC_REQUIRED =
      "spec.customSync is required when spec.type is CustomSync";
  static final String CUSTOM_SYNC_UNEXPECTED =
      "spec.customSync is only allowed when spec.type is CustomSync";
  static final String TYPE_IMMUTABLE =
      "spec.type is immutable: delete this Integration and create another";
  static final String INSTANCE_REF_IMMUTABLE =
      "spec.instanceRef is immutable: delete this Integration and create another";
  static final String INSTANCE_TYPE_IMMUTABLE =
      "instanceType is immutable because it names the topology's topic:"
          + " delete this Integration and create another";
  static final String INSTANCE_URL_IMMUTABLE =
      "instanceUrl is immutable because it names the topology's topic:"
          + " delete this Integration and create another";

  private IntegrationRules() {}

  /**
   * @param spec structurally valid, so {@code type} is set
   * @param before the spec that is replaced; null when the resource is new
   * @return messages for people; empty when all rules hold
   */
  public static List<String> violations(IntegrationSpec spec, IntegrationSpec before) {
    List<String> found = new ArrayList<>();
    boolean custom = spec.type() == IntegrationType.CustomSync;
    require(found, !custom || spec.customSync() != null, CUSTOM_SYNC_REQUIRED);
    require(found, custom || spec.customSync() == null, CUSTOM_SYNC_UNEXPECTED);
    if (before != null) {
      require(found, spec.type() == before.type(), TYPE_IMMUTABLE);
      boolean sameRef = Objects.equals(spec.instanceRef(), before.instanceRef());
      require(found, sameRef, INSTANCE_REF_IMMUTABLE);
      transition(found, spec.customSync(), before.customSync());
    }
    return List.copyOf(found);
  }

  private static void transition(List<String> found, CustomSync now, CustomSync before) {
    if (now == null || before == null) {
      return;
    }
    boolean sameType = Objects.equals(now.instanceType(), before.instanceType());
    boolean sameUrl = Objects.equals(now.instanceUrl(), before.instanceUrl());
    require(found, sameType, INSTANCE_TYPE_IMMUTABLE);
    require(found, sameUrl, INSTANCE_URL_IMMUTABLE);
  }

  private static void require(List<String> found, boolean holds, String message) {
    if (!holds) {
      found.add(message);
    }
  }
}
