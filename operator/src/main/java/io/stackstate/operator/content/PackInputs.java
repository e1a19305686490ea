package io.stackstate.operator.content;

import io.stackstate.crds.KeyRef;
import io.stackstate.crds.StackPackInput;
import io.stackstate.crds.StackPackSpec;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Verdict;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a StackPack's inputs.
 *
 * @param all values by input
 * @param shown those that stand in the spec
 * @param versions of the objects that the others come from, by input
 */
record PackInputs(
    Map<String, String> all, Map<String, String> shown, Map<String, String> versions) {

  /**
   * @throws ContentException when a Secret or ConfigMap, or a key of it, is missing
   */
  static PackInputs of(StackPackSpec spec, String namespace, References references)
      throws ContentException {
    Map<String, String> all = new TreeMap<>();
    Map<String, String> shown = new TreeMap<>();
    Map<String, String> versions = new TreeMap<>();
    if (spec.configurationSecretRef() != null) {
      References.Data data = secret(references, namespace, spec.configurationSecretRef().name());
      for (String key : data.values().keySet()) {
        all.put(key, data.text(key).orElseThrow());
        versions.put(key, data.version());
      }
    }
    if (spec.configurationFrom() != null) {
      for (StackPackInput input : spec.configurationFrom()) {
        boolean isSecret = input.secretKeyRef() != null;
        KeyRef ref = isSecret ? input.secretKeyRef() : input.configMapKeyRef();
        References.Data data =
            isSecret
                ? secret(references, namespace, ref.name())
                : configMap(references, namespace, ref.name());
        all.put(input.input(), value(data, ref, isSecret ? "Secret" : "ConfigMap"));
        versions.put(input.input(), data.version());
      }
    }
    if (spec.configuration() != null) {
      all.putAll(spec.configuration());
      shown.putAll(spec.configuration());
      versions.keySet().removeAll(shown.keySet());
    }
    return new PackInputs(all, shown, versions);
  }

  static References.Data secret(References references, String namespace, String name)
      throws ContentException {
    return references
        .secret(namespace, name)
        .orElseThrow(() -> ContentException.missing("Secret", namespace, name));
  }

  private static References.Data configMap(References references, String namespace, String name)
      throws ContentException {
    return references
        .configMap(namespace, name)
        .orElseThrow(() -> ContentException.missing("ConfigMap", namespace, name));
  }

  private static String value(References.Data data, KeyRef ref, String kind)
      throws ContentException {
    return data.text(ref.key())
        .orElseThrow(
            () ->
                new ContentException(
                    Verdict.waiting(
                        kind + "KeyNotFound",
                        "the " + kind + " " + ref.name() + " has no key " + ref.key())));
  }

  /** Never the values. */
  @Override
  public String toString() {
    return "PackInputs" + all.keySet();
  }
}
