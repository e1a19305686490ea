package io.stackstate.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectHashTest {

  @ParameterizedTest
  @CsvSource({"1000m, 1, true", "1Gi, 1024Mi, true", "500m, 0.5, true", "1, 2, false"})
  void twoSpellingsOfAQuantityAreTheSame(String one, String other, boolean same) {
    assertThat(
            hash("{requests: {cpu: '" + one + "'}}", "salt")
                .equals(hash("{requests: {cpu: '" + other + "'}}", "salt")))
        .isEqualTo(same);
  }

  @Test
  void theOrderOfFieldsDoesNotMatterTheirValuesAndTheSaltDo() {
    String hash = hash("{a: 1, b: 2}", "salt");

    assertThat(hash("{b: 2, a: 1}", "salt")).isEqualTo(hash);
    assertThat(hash("{b: 2, a: 3}", "salt")).isNotEqualTo(hash);
    assertThat(hash("{a: 1, b: 2}", "pepper")).isNotEqualTo(hash);
  }

  @Test
  void textThatIsNoQuantityIsTakenAsItIs() {
    assertThat(hash("{limits: {x: lots}}", "s")).isNotEqualTo(hash("{limits: {x: more}}", "s"));
  }

  private static String hash(String spec, String salt) {
    GenericKubernetesResource object =
        Serialization.unmarshal(
            "apiVersion: v1\nkind: Thing\nmetadata: {name: it}\nspec: " + spec,
            GenericKubernetesResource.class);
    return ObjectHash.of(ObjectHash.stamped(object, salt));
  }
}
