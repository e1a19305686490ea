package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.stql.basic.BasicConversion;
import io.stackstate.stql.basic.BasicFilter;
import io.stackstate.topology.TopologySnapshot;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomQueryTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void answersLikeTheNaiveModelAndReadsItsOwnText(long seed) throws Exception {
    Random random = new Random(seed);
    int neitherAllNorNone = 0;
    int basics = 0;
    for (int i = 0; i < 75; i++) {
      FixtureSnapshot snapshot = RandomTopologies.next(random);
      TopologySnapshot indexed = Indexed.of(snapshot);
      RandomQueries queries = new RandomQueries(random, snapshot);
      for (int j = 0; j < 20; j++) {
        RandomQueries.Sample sample = queries.disjunction(3);
        Query query = Query.parse(sample.text());
        assertThat(Answers.ids(query, snapshot)).as(sample.text()).isEqualTo(sample.ids());
        assertThat(Answers.ids(query, indexed)).as(sample.text()).isEqualTo(sample.ids());
        assertThat(Query.parse(query.toString())).as(sample.text()).isEqualTo(query);
        if (BasicFilter.of(query) instanceof BasicConversion.Basic basic) {
          Query converted = basic.filter().toQuery();
          assertThat(Answers.ids(converted, indexed)).as(sample.text()).isEqualTo(sample.ids());
          basics++;
        }
        boolean some = !sample.ids().isEmpty();
        neitherAllNorNone += some && sample.ids().size() < snapshot.componentCount() ? 1 : 0;
      }
      assertThat(snapshot.unmodified()).isTrue();
    }
    assertThat(neitherAllNorNone).isGreaterThan(500);
    assertThat(basics).isGreaterThan(100);
  }
}
