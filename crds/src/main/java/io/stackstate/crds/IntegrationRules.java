package io.stackstate.crds;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The rules that a schema cannot say. The CRD carries them as CEL for the API server; {@link
 * #violations} says the same in Java, for a resource that never met an API server.
 */
public final class IntegrationRules {
  static final String FIELD_OF_THE_TYPE =
      "exactly the field of the type is required: customSync for CustomSync, splunk for Splunk, sap"
          + " for SAP, solarWinds for SolarWinds, staticTopology for StaticTopology";
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

  static final String URL_IMMUTABLE =
      "url is immutable because it names the topology's topic:"
          + " delete this Integration and create another";
  static final String HOST_IMMUTABLE =
      "host is immutable because it names the topology's topic:"
          + " delete this Integration and create another";

  private IntegrationRules() {}

  /**
   * @param spec structurally valid, so {@code type} is set
   * @param before the spec that is replaced; null when the resource is new
   * @return messages for people; empty when all rules hold
   */
  public static List<String> violations(IntegrationSpec spec, IntegrationSpec before) {
    List<String> found = new ArrayList<>();
    require(found, hasFieldOfType(spec), FIELD_OF_THE_TYPE);
    if (before != null) {
      require(found, spec.type() == before.type(), TYPE_IMMUTABLE);
      boolean sameRef = Objects.equals(spec.instanceRef(), before.instanceRef());
      require(found, sameRef, INSTANCE_REF_IMMUTABLE);
      transition(found, spec.customSync(), before.customSync());
      require(found, same(spec.splunk(), before.splunk(), Splunk::url), URL_IMMUTABLE);
      require(found, same(spec.sap(), before.sap(), Sap::host), HOST_IMMUTABLE);
      require(found, same(spec.solarWinds(), before.solarWinds(), SolarWinds::url), URL_IMMUTABLE);
    }
    return List.copyOf(found);
  }

  private static boolean hasFieldOfType(IntegrationSpec spec) {
    Map<IntegrationType, Object> fields = new EnumMap<>(IntegrationType.class);
    fields.put(IntegrationType.CustomSync, spec.customSync());
    fields.put(IntegrationType.Splunk, spec.splunk());
    fields.put(IntegrationType.SAP, spec.sap());
    fields.put(IntegrationType.SolarWinds, spec.solarWinds());
    fields.put(IntegrationType.StaticTopology, spec.staticTopology());
    fields.values().removeIf(Objects::isNull);
    return fields.keySet().equals(Set.of(spec.type()));
  }

  private static <T> boolean same(T now, T before, Function<T, String> identity) {
    return now == null || before == null || identity.apply(now).equals(identity.apply(before));
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
