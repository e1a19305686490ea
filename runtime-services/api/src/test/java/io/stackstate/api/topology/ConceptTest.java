package io.stackstate.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConceptTest {

  @Test
  void ordersTheCommonLayersFromTopToBottom() {
    assertThat(Concept.LAYER.order("Business Processes")).isEqualTo(3000);
    assertThat(Concept.LAYER.order("Locations")).isEqualTo(17000);
    assertThat(Concept.LAYER.order("Mine")).isZero();
    assertThat(Concept.DOMAIN.order("Locations")).isZero();
  }

  @Test
  void derivesIdentifiersFromNames() {
    assertThat(Concept.LAYER.identifier("Application Load Balancers"))
        .isEqualTo("urn:stackpack:common:layer:application-load-balancers");
    assertThat(Concept.COMPONENT_TYPE.identifier("Web Server"))
        .isEqualTo("urn:system:auto:component-type:web-server");
  }

  @Test
  void givesTheSameNameOfAnotherConceptAnotherId() {
    assertThat(Concept.LAYER.id("Shop")).isNotEqualTo(Concept.DOMAIN.id("Shop"));
  }
}
