package io.stackstate.stackpacks.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue = Catalogue.get();

  @Test
  void typesOfAFullExportStandOnTheirOwn() {
    assertThat(catalogue.topLevel())
        .contains(
            "ComponentType",
            "RelationType",
            "Domain",
            "Layer",
            "Environment",
            "DataSource",
            "QueryView",
            "EventHandler",
            "CheckFunction",
            "BaselineFunction",
            "PropagationFunction",
            "EventHandlerFunction",
            "ComponentTemplateFunction",
            "RelationTemplateFunction",
            "ComponentMappingFunction",
            "RelationMappingFunction",
            "IdExtractorFunction",
            "ViewHealthStateConfigurationFunction",
            "Sync",
            "ComponentActionDefinition",
            "Monitor",
            "MonitorFunction",
            "Component",
            "Relation")
        .doesNotContain("Parameter", "ExtTopology", "Label");
  }

  @Test
  void everyTypeThatAFieldRefersToExists() {
    for (NodeType type : catalogue.types()) {
      for (Field field : type.fields().values()) {
        if (field.kind().isReference()
            || field.kind() == Field.Kind.OWN
            || field.kind() == Field.Kind.OWNS) {
          assertThat(field.arguments()).as("%s.%s", type.name(), field.name()).isNotEmpty();
          assertThat(field.arguments())
              .as("%s.%s", type.name(), field.name())
              .allMatch(name -> name.equals("*") || catalogue.type(name).isPresent());
        }
      }
    }
  }

  @Test
  void aMisspeltTypeIsRecognised() {
    assertThat(catalogue.near("QeuryView")).contains("QueryView");
    assertThat(catalogue.near("layer")).contains("Layer");
    assertThat(catalogue.near("SomethingElse")).isEmpty();
  }
}
