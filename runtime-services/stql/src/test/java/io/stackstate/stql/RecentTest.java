package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {

  @Test
  void forgetsWhatWasNotUsedForLong() throws Exception {
    Recent<Query> queries = new Recent<>(10);
    Query often = Query.parse("name = often");
    queries.put("often", often);
    for (int i = 0; i < 100; i++) {
      queries.put("once-" + i, Query.parse("name = once"));
      assertThat(queries.get("often")).isSameAs(often);
    }
    assertThat(queries.get("once-5")).isNull();
    assertThat(queries.get("once-99")).isNotNull();
  }

  @Test
  void doesNotKeepVeryLongTexts() throws Exception {
    Recent<Query> queries = new Recent<>(10);
    String text = "name = " + "x".repeat(3_000);
    queries.put(text, Query.parse(text));
    assertThat(queries.get(text)).isNull();
  }
}
