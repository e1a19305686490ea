package io.stackstate.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContestTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);

  /** Answers 7 to every question, or something else each time. */
  private record Answering(boolean steadily) implements Contender {
    @Override
    public void load(Estate estate, Path directory) {
      assertThat(estate.components()).isEqualTo(1_000);
    }

    @Override
    public Asked prepare(Question question) {
      long[] asked = {7};
      return () -> steadily ? 7 : asked[0]++;
    }

    @Override
    public long diskBytes() {
      return 42;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @Test
  void printsALineForEachRoundAndOneForTheRest() throws Exception {
    new Contest(new Answering(true), printed, 10_000_000).run(new Estate(1_000), Path.of("."));
    String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
    assertThat(lines).hasSize(Round.of(new Estate(1_000)).size() + 1);
    assertThat(lines[0]).startsWith("{\"round\":\"two labels and a layer\",\"executions\":");
    assertThat(lines[0]).contains("\"answers\":[7,");
    assertThat(lines[lines.length - 1]).contains("\"diskBytes\":42");
  }

  @Test
  void failsWhenAnAnswerChanges() {
    Contest contest = new Contest(new Answering(false), printed, 10_000_000);
    assertThatThrownBy(() -> contest.run(new Estate(1_000), Path.of(".")))
        .hasMessage("was answered 7, now 8");
  }
}
