package io.stackstate.crds.generator;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What no annotation of the generator says. Conditions are a map by type, so that two writers that
 * apply server-side do not overwrite each other's. Printer columns keep the order of the
 * annotations: the generator sorts them by path, and {@code kubectl get} would begin with the age.
 * Free-form values are objects: text in place of one is refused by the API server. Lists whose
 * items are known by name are maps by name, so that rules compare an item with what it was.
 */
record CrdRefinement(Map<String, Class<? extends HasMetadata>> kinds) implements CRDPostProcessor {
  private static final Set<String> NAMED_ITEMS = Set.of("env", "nodePools", "nodeSets");

  @Override
  public HasMetadata process(HasMetadata crd, String version) {
    if (crd instanceof CustomResourceDefinition definition) {
      Class<? extends HasMetadata> type = kinds.get(definition.getSpec().getNames().getKind());
      definition.getSpec().getVersions().forEach(v -> refine(v, columns(type)));
    }
    return crd;
  }

  private static List<String> columns(Class<? extends HasMetadata> type) {
    return Stream.of(type.getAnnotationsByType(AdditionalPrinterColumn.class))
        .map(AdditionalPrinterColumn::name)
        .toList();
  }

  private static void refine(CustomResourceDefinitionVersion version, List<String> order) {
    List<CustomResourceColumnDefinition> columns =
        new ArrayList<>(version.getAdditionalPrinterColumns());
    columns.sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
    version.setAdditionalPrinterColumns(columns);
    JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
    requireObjects(schema);
    nameItems(schema);
    statesRulesOnce(schema);
    JSONSchemaProps status = schema.getProperties().get("status");
    JSONSchemaProps conditions = status == null ? null : status.getProperties().get("conditions");
    if (conditions != null) {
      conditions.setXKubernetesListType("map");
      conditions.setXKubernetesListMapKeys(List.of("type"));
    }
  }

  private static void requireObjects(JSONSchemaProps schema) {
    if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
      schema.setType("object");
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(CrdRefinement::requireObjects);
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      requireObjects(schema.getItems().getSchema());
    }
  }

  /**
   * The generator finds a rule of a record's component at its field and at its accessor; the API
   * server takes a CRD that states a rule twice from a client-side apply only.
   */
  private static void statesRulesOnce(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(
          schema.getXKubernetesValidations().stream().distinct().toList());
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(CrdRefinement::statesRulesOnce);
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      statesRulesOnce(schema.getItems().getSchema());
    }
  }

  private static void nameItems(JSONSchemaProps schema) {
    if (schema.getProperties() == null) {
      return;
    }
    schema
        .getProperties()
        .forEach(
            (name, property) -> {
              if (NAMED_ITEMS.contains(name)) {
                property.setXKubernetesListType("map");
                property.setXKubernetesListMapKeys(List.of("name"));
              }
              nameItems(property);
            });
  }
}
