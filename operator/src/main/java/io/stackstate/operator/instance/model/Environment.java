package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.stackstate.crds.instance.EnvEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment variables of a process; what is added later wins. Not thread-safe. */
final class Environment {
  private final Map<String, EnvVar> variables = new LinkedHashMap<>();

  Environment(List<EnvVar> first) {
    first.forEach(variable -> variables.put(variable.getName(), variable));
  }

  Environment with(List<EnvEntry> entries) {
    entries.forEach(entry -> variables.put(entry.name(), variable(entry)));
    return this;
  }

  /** The objects that variables take their values from. */
  static List<Reference> references(List<EnvEntry> entries) {
    List<Reference> references = new ArrayList<>();
    for (EnvEntry entry : entries) {
      if (entry.valueFrom() != null && entry.valueFrom().secretKeyRef() != null) {
        references.add(Reference.secret(entry.valueFrom().secretKeyRef().name()));
      } else if (entry.valueFrom() != null) {
        references.add(Reference.configMap(entry.valueFrom().configMapKeyRef().name()));
      }
    }
    return references;
  }

  private static EnvVar variable(EnvEntry entry) {
    EnvVarBuilder variable = new EnvVarBuilder().withName(entry.name());
    if (entry.valueFrom() == null) {
      return variable.withValue(entry.value()).build();
    }
    var source = variable.withNewValueFrom();
    if (entry.valueFrom().secretKeyRef() != null) {
      var ref = entry.valueFrom().secretKeyRef();
      return source.withNewSecretKeyRef(ref.key(), ref.name(), false).endValueFrom().build();
    }
    var ref = entry.valueFrom().configMapKeyRef();
    return source.withNewConfigMapKeyRef(ref.key(), ref.name(), false).endValueFrom().build();
  }

  /** All of them; the options of the user follow the computed ones in the same variable. */
  List<EnvVar> build(JavaOptions java) {
    EnvVar own = variables.remove(JavaOptions.VARIABLE);
    List<EnvVar> all = new ArrayList<>();
    String options = java.text(own == null ? null : own.getValue());
    if (!options.isEmpty()) {
      all.add(new EnvVarBuilder().withName(JavaOptions.VARIABLE).withValue(options).build());
    }
    all.addAll(variables.values());
    return all;
  }
}
