package io.stackstate.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1}|{a: 1}|true",
        "{a: 1}|{a: 1, b: 2}|true",
        "{a: 1}|{a: 2}|false",
        "{a: 1}|{b: 1}|false",
        "{a: {b: x}}|{a: {b: x, c: y}}|true",
        "{a: {b: x}}|{a: x}|false",
        "{a: [x, y]}|{a: [x, y]}|true",
        "{a: [x, y]}|{a: [y, x]}|false",
        "{a: [x]}|{a: [x, y]}|false",
        "{a: [{n: x}]}|{a: [{n: x, d: default}]}|true",
        "{a: []}|{b: 1}|true",
        "{a: {}}|{b: 1}|true",
        "{a: [x]}|{b: 1}|false",
        "{requests: {cpu: 1000m}}|{requests: {cpu: '1'}}|true",
        "{requests: {cpu: 1000m}}|{requests: {cpu: '2'}}|false"
      })
  void tellsWhetherNothingOfWhatIsDesiredIsMissing(String desired, String observed, boolean all) {
    assertThat(Coverage.of(object(desired), object(observed))).isEqualTo(all);
  }

  private static GenericKubernetesResource object(String spec) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: Thing\nmetadata: {name: a}\nspec: " + spec,
        GenericKubernetesResource.class);
  }
}
