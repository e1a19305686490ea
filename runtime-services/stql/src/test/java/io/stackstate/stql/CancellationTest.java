package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final QueryEngine engine = Answers.engine(10_000, 10_000);
  private final TopologySnapshot large = Indexed.of(RandomTopologies.large(new Random(4), 1_100));
  private final AtomicInteger asked = new AtomicInteger();

  /** Cancelled in the midst of it: the first answers are no. */
  private final QueryOptions options =
      QueryOptions.NONE.cancelledBy(() -> asked.incrementAndGet() > 20);

  @Test
  void stopsATraversal() throws Exception {
    Query query = Query.parse("withNeighborsOf(levels = all)");
    stopsSoon(() -> engine.evaluate(query, large, options));
    stopsSoon(() -> engine.count(query, large, options));
    stopsSoon(() -> engine.explain(query, large, options));
  }

  @Test
  void stopsTheSearchForAPattern() throws Exception {
    Query query = Query.parse("");
    QueryOptions pattern = options.matching(new PatternFilter(Attribute.NAME, "*7"));
    stopsSoon(() -> engine.evaluate(query, large, pattern));
  }

  @Test
  void stopsOrderingAndGrouping() throws Exception {
    Query query = Query.parse("");
    PageRequest all = PageRequest.at(ResultOrder.BY_NAME, 0, 10_000);
    stopsSoon(() -> engine.page(query, large, all, options));
    stopsSoon(() -> engine.group(query, large, List.of(Attribute.NAME), 10, options));
  }

  @Test
  void answersWhenNobodyCancels() throws Exception {
    QueryOptions patient = QueryOptions.NONE.cancelledBy(() -> false);
    assertThat(engine.count(Query.parse(""), large, patient)).isEqualTo(1_100);
  }

  private void stopsSoon(ThrowingCallable query) {
    asked.set(0);
    assertThatThrownBy(query)
        .isInstanceOf(CancellationException.class)
        .hasMessage("the query was cancelled");
    assertThat(asked).hasValue(21);
  }
}
