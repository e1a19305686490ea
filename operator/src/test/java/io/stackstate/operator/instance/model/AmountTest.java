package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.stackstate.crds.instance.Amounts;
import io.stackstate.crds.instance.Heap;
import io.stackstate.crds.instance.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({"4000Mi,500Mi,50,1750", "2Gi,0,50,1024", "1.5Gi,512Mi,100,1024", "1G,0,50,476"})
  void heapIsAShareOfWhatTheBaseLeaves(String memory, String base, int percent, long expected) {
    assertThat(Amount.heap(new Quantity(memory), new Heap(new Quantity(base), percent), 1, 1))
        .contains(expected);
  }

  @Test
  void noHeapWhenNothingIsLeft() {
    assertThat(Amount.heap(new Quantity("500Mi"), new Heap(new Quantity("500Mi"), 50), 1, 1))
        .isEmpty();
  }

  @Test
  void aRequestAboveTheDefaultLimitRaisesIt() {
    ResourceRequirements resources =
        Amount.resources(
            Sizes.Size.of(500, 1024),
            new Resources(new Amounts(new Quantity("4"), new Quantity("2Gi")), null));

    assertThat(resources.getLimits().get("cpu")).isEqualTo(new Quantity("4"));
    assertThat(resources.getLimits().get("memory")).isEqualTo(new Quantity("2Gi"));
  }

  @Test
  void aLimitBelowTheDefaultRequestLowersIt() {
    ResourceRequirements resources =
        Amount.resources(
            Sizes.Size.of(500, 1024), new Resources(null, new Amounts(new Quantity("200m"), null)));

    assertThat(resources.getRequests().get("cpu")).isEqualTo(new Quantity("200m"));
    assertThat(resources.getRequests().get("memory")).isEqualTo(new Quantity("1024Mi"));
  }
}
