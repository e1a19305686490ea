package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedCommitTest {

  @Test
  void commitsParsedTogetherGiveTheTopologyOfThoseParsedOneByOne() {
    RandomChanges random = new RandomChanges(5, 60);
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      commits.add(new Commit(i, 1_000 + i, random.commit(1 + i % 20)));
    }
    TopologyIndex alone = new TopologyIndex();
    commits.forEach(alone::apply);
    TopologyIndex together = new TopologyIndex();
    List<ParsedCommit> parsed = ParsedCommit.of(commits);
    parsed.forEach(together::apply);

    assertThat(parsed).extracting(ParsedCommit::commit).isEqualTo(commits);
    TopologySnapshot one = alone.snapshot();
    TopologySnapshot other = together.snapshot();
    assertThat(other.componentCount()).isEqualTo(one.componentCount()).isPositive();
    assertThat(other.relationCount()).isEqualTo(one.relationCount()).isPositive();
    assertThat(other.components()).isEqualTo(one.components());
    one.components()
        .forEach(
            (int ordinal) -> {
              assertThat(other.component(ordinal)).isEqualTo(one.component(ordinal));
              assertThat(other.health(one.componentId(ordinal)))
                  .isEqualTo(one.health(one.componentId(ordinal)));
              assertThat(other.links(ordinal).size()).isEqualTo(one.links(ordinal).size());
            });
    for (Attribute attribute : Attribute.values()) {
      assertThat(other.values(attribute)).isEqualTo(one.values(attribute));
      for (String value : one.values(attribute)) {
        assertThat(other.components(attribute, value)).isEqualTo(one.components(attribute, value));
      }
    }
    assertThat(other.problems()).isEqualTo(one.problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{\"id\":2} {}", "{\"id\":2", "{\"id\":2,\"name\":7}", "{\"name\":\"a"})
  void aBrokenRecordAmongOthersIsFoundAsIfItWereAlone(String broken) {
    Change bad = change(2, broken);
    List<Commit> commits =
        List.of(
            new Commit(1, 1, List.of(change(1, "{\"id\":1}"), bad)),
            new Commit(2, 2, List.of(change(3, "{\"id\":3}"))));

    String alone = messageOf(() -> ParsedCommit.of(commits.get(0)));
    assertThat(messageOf(() -> ParsedCommit.of(commits))).isEqualTo(alone).isNotBlank();
  }

  private static String messageOf(ThrowingCallable parsing) {
    return catchIllegalArgumentException(parsing).getMessage();
  }

  private static Change change(long id, String record) {
    return new Change(new ChangeKey(Aspect.COMPONENT, id), record.getBytes(StandardCharsets.UTF_8));
  }
}
