package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.monitor.IdentifierTemplates.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Health sheet, section 3.4. */
class IdentifierTemplatesTest {
  private static List<String> best(
      List<Map<String, String>> series, List<List<String>> identifiers) {
    return IdentifierTemplates.suggest(series, identifiers, 3).stream()
        .map(Suggestion::identifierTemplate)
        .toList();
  }

  @Test
  void theValueOfALabelBecomesItsName() {
    List<Suggestion> suggestions =
        IdentifierTemplates.suggest(
            List.of(
                Map.of("tags.host", "db-1", "env", "prod"),
                Map.of("tags.host", "db-2", "env", "prod"),
                Map.of("tags.host", "gone", "env", "prod")),
            List.of(List.of("urn:host:/db-1"), List.of("urn:x", "urn:host:/db-2")),
            5);

    assertThat(suggestions.get(0).identifierTemplate()).isEqualTo("urn:host:/${tags.host}");
    assertThat(suggestions.get(0).totalMatches()).isEqualTo(2);
    assertThat(suggestions.get(0).score()).isEqualTo(2.0 / 3);
  }

  @Test
  void severalLabelsMakeAnIdentifierAndWhatIsTheSameForAllStays() {
    List<Map<String, String>> series = new ArrayList<>();
    List<List<String>> identifiers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String namespace = i < 2 ? "shop" : "bank";
      series.add(Map.of("cluster", "east", "namespace", namespace, "pod", "p-" + i, "kind", "pod"));
      identifiers.add(List.of("urn:kubernetes:/east:" + namespace + ":pod/p-" + i));
    }

    assertThat(best(series, identifiers))
        .containsExactly(
            "urn:kubernetes:/east:${namespace}:pod/${pod}",
            "urn:kubernetes:/${cluster}:${namespace}:pod/${pod}",
            "urn:kubernetes:/east:${namespace}:${kind}/${pod}");
  }

  @Test
  void ofLabelsWithTheSameValueTheOneThatFitsMoreSeriesIsTaken() {
    List<Map<String, String>> series =
        List.of(
            Map.of("instance", "a", "node", "a"),
            Map.of("instance", "other", "node", "b"),
            Map.of("instance", "more", "node", "c"));

    assertThat(best(series, List.of(List.of("urn:a"), List.of("urn:b"), List.of("urn:c"))).get(0))
        .isEqualTo("urn:${node}");
  }

  @Test
  void aPartOfAWordIsNotTheValueOfALabel() {
    assertThat(best(List.of(Map.of("id", "1")), List.of(List.of("urn:host:/db-1")))).isEmpty();
    assertThat(best(List.of(Map.of("id", "")), List.of(List.of("urn:host:/db-1")))).isEmpty();
  }

  @Test
  void manySeriesAndIdentifiersAreAnsweredWithinBounds() {
    Random random = new Random(7);
    List<Map<String, String>> series = new ArrayList<>();
    List<List<String>> identifiers = new ArrayList<>();
    for (int i = 0; i < IdentifierTemplates.MOST_SERIES; i++) {
      Map<String, String> labels = new HashMap<>();
      for (int label = 0; label < 30; label++) {
        labels.put("l" + label, "v" + random.nextInt(3));
      }
      series.add(labels);
    }
    for (int i = 0; i < IdentifierTemplates.MOST_COMPONENTS; i++) {
      identifiers.add(List.of("urn:v0:v1:v2:v0:v1:v2:" + i));
    }

    assertThat(IdentifierTemplates.suggest(series, identifiers, 5)).hasSizeLessThanOrEqualTo(5);
  }
}
