package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.change.Component;
import io.stackstate.stql.ResultOrder.By;
import io.stackstate.topology.TopologySnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private final QueryEngine engine = Answers.engine(5_000, 5_000);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ID, false, 1 2 3 4 5 6",
    "ID, true, 1 2 3 4 5 6",
    "NAME, false, 2 3 4 6 1 5",
    "NAME, true, 5 1 6 4 3 2",
    "TYPE, false, 3 6 4 1 2 5",
    "LAYER, true, 4 3 6 1 2 5",
    "DOMAIN, false, 6 4 1 2 3 5",
    "HEALTH, true, 3 2 1 4 6 5",
    "HEALTH, false, 5 1 4 6 2 3"
  })
  void orders(By by, boolean descending, String expected) throws Exception {
    FixtureSnapshot shop = Elements.shop();
    Page page = page("", shop, PageRequest.at(new ResultOrder(by, descending), 0, 10));
    // Equal ones come by rising id, and ids are equal in nothing but themselves.
    String all = by == By.ID && descending ? "1 2 3 4 5 6" : expected;
    assertThat(ids(page, shop)).hasToString(List.of(all.split(" ")).toString());
    assertThat(page.total()).isEqualTo(6);
    assertThat(page.next()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void cutsPagesLikeTheNaiveModel(By by) throws Exception {
    Random random = new Random(by.ordinal());
    FixtureSnapshot naive = RandomTopologies.large(random, 1_500);
    TopologySnapshot indexed = Indexed.of(naive);
    for (String query : List.of("", "type IN (host, pod)", "name = \"web-5\"", "name != *")) {
      for (boolean descending : List.of(false, true)) {
        ResultOrder order = new ResultOrder(by, descending);
        List<Long> expected = naive(query, naive, indexed, order);
        for (int i = 0; i < 6; i++) {
          int offset = random.nextInt(i < 3 ? 30 : expected.size() + 10);
          int limit = 1 + random.nextInt(i % 2 == 0 ? 20 : 2_000);
          Page page = page(query, indexed, PageRequest.at(order, offset, limit));
          int from = Math.min(offset, expected.size());
          int to = Math.min(offset + limit, expected.size());
          assertThat(ids(page, indexed)).isEqualTo(expected.subList(from, to));
          assertThat(page.total()).isEqualTo(expected.size());
          assertThat(page.next().isPresent()).isEqualTo(to < expected.size());
        }
        assertThat(followed(query, indexed, order, 1 + random.nextInt(300))).isEqualTo(expected);
      }
    }
  }

  @Test
  void goesOnBehindTheLastOneEvenWhenItIsGone() throws Exception {
    List<Component> before = new ArrayList<>(Elements.shopComponents());
    FixtureSnapshot first = new FixtureSnapshot(before, List.of(), List.of());
    Page page = page("", first, PageRequest.at(ResultOrder.BY_NAME, 0, 2));
    assertThat(ids(page, first)).containsExactly(2L, 3L);
    before.remove(2);
    before.add(0, Elements.component(9, "cart-aa", "service", "Applications", "Shop"));
    FixtureSnapshot second = new FixtureSnapshot(before, List.of(), List.of());
    String next = page.next().orElseThrow();
    Page rest = page("", second, PageRequest.after(ResultOrder.BY_NAME, next, 10));
    assertThat(ids(rest, second)).containsExactly(4L, 6L, 1L, 5L);
    Page skipped = page("", second, new PageRequest(ResultOrder.BY_NAME, 1, 2, Optional.of(next)));
    assertThat(ids(skipped, second)).containsExactly(6L, 1L);
  }

  @Test
  void loadsThePageAlone() throws Exception {
    FixtureSnapshot shop = Elements.shop();
    PageRequest three = PageRequest.at(ResultOrder.BY_NAME, 0, 3);
    Query all = Query.parse("");
    assertThat(Answers.engine(3, 3).page(all, shop, three, QueryOptions.NONE).total()).isEqualTo(6);
    assertThatThrownBy(() -> Answers.engine(2, 3).page(all, shop, three, QueryOptions.NONE))
        .isInstanceOf(QueryTooLargeException.class)
        .hasMessage("the query has to load more than 2 elements");
    assertThatThrownBy(() -> Answers.engine(3, 2).page(all, shop, three, QueryOptions.NONE))
        .isInstanceOf(QueryTooLargeException.class)
        .hasMessage("the query asks for a page of more than 2 elements");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "!", "abc", "TkFNRQ", "NAME false x 1 a", "NAME false 99999999999999999999 1"})
  void refusesWhatIsNoCursor(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    for (String cursor : List.of(text, encoded)) {
      assertThatThrownBy(
              () -> page("", Elements.shop(), PageRequest.after(ResultOrder.BY_NAME, cursor, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cursor: found a text that is none, expected the \"next\" of a page");
    }
  }

  @Test
  void refusesTheCursorOfAnotherOrder() throws Exception {
    FixtureSnapshot shop = Elements.shop();
    String next = page("", shop, PageRequest.at(ResultOrder.BY_NAME, 0, 1)).next().orElseThrow();
    ResultOrder other = new ResultOrder(By.NAME, true);
    assertThatThrownBy(() -> page("", shop, PageRequest.after(other, next, 1)))
        .hasMessageStartingWith("cursor: found one of another order");
  }

  @Test
  void refusesNumbersOutOfTheirRange() {
    assertThatThrownBy(() -> PageRequest.at(ResultOrder.BY_NAME, -1, 1))
        .hasMessage("offset: found -1, expected at least 0");
    assertThatThrownBy(() -> PageRequest.at(ResultOrder.BY_NAME, 0, 0))
        .hasMessage("limit: found 0, expected at least 1");
  }

  private List<Long> followed(String query, TopologySnapshot snapshot, ResultOrder order, int limit)
      throws Exception {
    List<Long> ids = new ArrayList<>();
    PageRequest request = PageRequest.at(order, 0, limit);
    while (true) {
      Page page = page(query, snapshot, request);
      ids.addAll(ids(page, snapshot));
      if (page.next().isEmpty()) {
        return ids;
      }
      request = PageRequest.after(order, page.next().get(), limit);
    }
  }

  private static List<Long> naive(
      String query, FixtureSnapshot naive, TopologySnapshot indexed, ResultOrder order)
      throws Exception {
    var selected = Answers.ids(query, indexed);
    return naive.allComponents().stream()
        .filter(c -> selected.contains(c.id()))
        .sorted(comparator(indexed, order).thenComparing(Component::id))
        .map(Component::id)
        .toList();
  }

  private static Comparator<Component> comparator(TopologySnapshot snapshot, ResultOrder order) {
    boolean down = order.descending();
    return switch (order.by()) {
      case ID -> Comparator.comparing(c -> 0);
      case NAME -> by(Component::name, down);
      case TYPE -> by(Component::type, down);
      case LAYER -> by(Component::layer, down);
      case DOMAIN -> by(Component::domain, down);
      case HEALTH -> by(c -> snapshot.health(c.id()), down);
      case UPDATED ->
          by(c -> snapshot.componentUpdatedMillis(snapshot.componentOrdinal(c.id())), down);
    };
  }

  private static <T extends Comparable<T>> Comparator<Component> by(
      Function<Component, T> key, boolean descending) {
    Comparator<T> values = Comparator.naturalOrder();
    return Comparator.comparing(key, Comparator.nullsLast(descending ? values.reversed() : values));
  }

  private Page page(String query, TopologySnapshot snapshot, PageRequest request) throws Exception {
    return engine.page(Query.parse(query), snapshot, request, QueryOptions.NONE);
  }

  private static List<Long> ids(Page page, TopologySnapshot snapshot) {
    return page.components().stream().map(snapshot::componentId).toList();
  }
}
