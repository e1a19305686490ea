package io.stackstate.crds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The rules that a schema cannot say, as {@link IntegrationRules} has them. */
public final class StackPackRules {
  static final String PACK_OR_SOURCE =
      "spec.pack, spec.source or both are required: the name of a StackPack that the platform"
          + " knows, or where its package comes from";
  static final String PACK_IMMUTABLE =
      "spec.pack is immutable: delete this StackPack and create another";
  static final String ONE_SOURCE = "spec.source needs exactly one of url, oci, configMap and path";
  static final String ONE_KEY_REF =
      "each entry of spec.configurationFrom needs exactly one of secretKeyRef and configMapKeyRef";

  private StackPackRules() {}

  /**
   * @param spec structurally valid
   * @param before the spec that is replaced; null when the resource is new
   * @return messages for people; empty when all rules hold
   */
  public static List<String> violations(StackPackSpec spec, StackPackSpec before) {
    List<String> found = new ArrayList<>();
    require(found, spec.pack() != null || spec.source() != null, PACK_OR_SOURCE);
    require(found, spec.source() == null || places(spec.source()) == 1, ONE_SOURCE);
    require(found, inputs(spec).allMatch(StackPackRules::oneRef), ONE_KEY_REF);
    if (before != null) {
      require(found, Objects.equals(spec.pack(), before.pack()), PACK_IMMUTABLE);
      boolean sameRef = Objects.equals(spec.instanceRef(), before.instanceRef());
      require(found, sameRef, ContentText.INSTANCE_REF_IMMUTABLE);
    }
    return List.copyOf(found);
  }

  private static long places(StackPackSource source) {
    return Stream.of(source.url(), source.oci(), source.configMap(), source.path())
        .filter(Objects::nonNull)
        .count();
  }

  private static Stream<StackPackInput> inputs(StackPackSpec spec) {
    return spec.configurationFrom() == null ? Stream.of() : spec.configurationFrom().stream();
  }

  private static boolean oneRef(StackPackInput input) {
    return (input.secretKeyRef() == null) != (input.configMapKeyRef() == null);
  }

  private static void require(List<String> found, boolean holds, String message) {
    if (!holds) {
      found.add(message);
    }
  }
}
