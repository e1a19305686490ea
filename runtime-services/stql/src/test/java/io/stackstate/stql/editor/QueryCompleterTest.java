package io.stackstate.stql.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stql.Elements;
import io.stackstate.stql.FixtureSnapshot;
import io.stackstate.stql.Query;
import io.stackstate.stql.RandomQueries;
import io.stackstate.stql.RandomTopologies;
import io.stackstate.stql.StqlParseException;
import io.stackstate.stql.editor.Completion.Item;
import io.stackstate.stql.editor.Completion.Kind;
import io.stackstate.stql.syntax.Lexeme;
import io.stackstate.topology.Attribute;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaringbitmap.RoaringBitmap;

class QueryCompleterTest {
  private static final int ALL = 10_000;

  private final FixtureSnapshot shop = Elements.shop();
  private final QueryCompleter completer = new QueryCompleter();

  /** The caret is the bar; the columns are the part replaced and the proposals. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          |                                              ; ``      ; name type layer domain environment label healthstate identifier id withNeighborsOf( NOT (
          na|                                            ; na      ; name
          LAY|er = x                                     ; LAYer   ; layer
          with|                                          ; with    ; withNeighborsOf(
          layer = "x" AND he|                            ; he      ; healthstate
          # comment lay|                                 ; ``      ; ``
          layer |                                        ; ``      ; = != IN ( NOT IN (
          layer !|                                       ; !       ; !=
          layer NO|                                      ; NO      ; NOT IN (
          layer NOT |                                    ; ``      ; IN (
          layer NOT i|                                   ; i       ; IN (
          layer IN |                                     ; ``      ; (
          layer = |                                      ; ``      ; "Applications" "Databases" "Machines"
          layer IN ("|                                   ; "       ; "Applications" "Databases" "Machines"
          layer IN ("Databases", ma|                     ; ma      ; "Machines"
          Layer != 'M|                                   ; 'M      ; 'Machines'
          layer IN ("Da|ta") AND name = x                ; "Data"  ; "Databases"
          layer IN ("Da|) AND name = "x"                 ; "Da     ; "Databases"
          layer IN ("Databases" |                        ; ``      ; , )
          layer IN ("Databases")|                        ; ``      ; AND OR NOT
          (layer = x |                                   ; ``      ; AND OR NOT )
          (layer = x o|                                  ; o       ; OR NOT
          healthstate = cri|                             ; cri     ; "CRITICAL"
          id = |                                         ; ``      ; ``
          colour = |                                     ; ``      ; ``
          withNeighborsOf|                               ; withNeighborsOf ; withNeighborsOf(
          withNeighborsOf |                              ; ``      ; (
          withNeighborsOf(|                              ; ``      ; components = ( levels = direction = )
          withNeighborsOf(levels = "2", |                ; ``      ; components = ( direction =
          withNeighborsOf(levels = "2" |                 ; ``      ; , )
          withNeighborsOf(lev|                           ; lev     ; levels =
          withNeighborsOf(levels |                       ; ``      ; =
          withNeighborsOf(levels = "1|                   ; "1      ; "1" "10" "11" "12" "13" "14"
          withNeighborsOf(direction = |                  ; ``      ; "up" "down" "both"
          withNeighborsOf(components = |                 ; ``      ; (
          withNeighborsOf(components = (ty|              ; ty      ; type
          withNeighborsOf(components = (type = ho|       ; ho      ; "host"
          withNeighborsOf(components = (type = host) |   ; ``      ; , )
          components(|                                   ; ``      ; filter = ( )
          = ) layer IN ("x" AND colour type = da|        ; da      ; "database"
          withNeighborsOf(levels = "1" AND layer = Ma|   ; Ma      ; "Machines"
          name = "a" name = "b" OR domain IN (b|         ; b       ; "Bank"
          """)
  void proposes(String textAndCaret, String replaced, String proposed) {
    int caret = textAndCaret.indexOf('|');
    String text = textAndCaret.replace("|", "");
    Completion completion = complete(text, caret, ALL);
    assertThat(text.substring(completion.from(), completion.to())).isEqualTo(replaced);
    assertThat(
            completion.items().stream().map(i -> i.text().strip()).collect(Collectors.joining(" ")))
        .isEqualTo(proposed);
    assertThat(completion.complete()).isTrue();
  }

  @Test
  void countsWhatHasTheValue() {
    assertThat(complete("label = team", 12, ALL).items())
        .containsExactly(value("team:cart", 2), value("team:web", 2));
    assertThat(complete("healthstate = C", 15, ALL).items())
        .contains(value("CLEAR", 3), value("CRITICAL", 1));
  }

  @Test
  void findsWhatStartsSoFirstAndStopsAtTheLimit() {
    Completion completion = complete("name = \"CART", 12, 1);
    assertThat(completion.items()).containsExactly(value("cart-api", 1));
    assertThat(completion.complete()).isFalse();
    assertThat(complete("name = \"-api", 12, 1).items()).containsExactly(value("cart-api", 1));
    assertThat(complete("name = \"CART", 12, 2).complete()).isTrue();
    assertThat(complete("", 0, 3).items()).hasSize(3);
    assertThat(complete("", 0, 3).complete()).isFalse();
  }

  @Test
  void showsNothingOfWhatIsNotVisible() {
    RoaringBitmap bank = shop.components(Attribute.DOMAIN, "Bank");
    Completion completion = completer.complete("label = ", 8, shop, bank, ALL);
    assertThat(completion.items()).containsExactly(value("backup:no", 1));
  }

  @Test
  void refusesACaretOutsideTheText() {
    assertThatThrownBy(() -> complete("name", 5, 1)).hasMessage("caret: found 5, expected 0 to 4");
    assertThatThrownBy(() -> complete("name", -1, 1))
        .hasMessage("caret: found -1, expected 0 to 4");
    assertThatThrownBy(() -> complete("name", 1, 0))
        .hasMessage("limit: found 0, expected at least 1");
  }

  /** Whatever is chosen, the text up to it is the beginning of a query. */
  @Test
  void proposesOnlyWhatMayStandThere() throws Exception {
    Random random = new Random(21);
    int chosen = 0;
    for (int i = 0; i < 1_000; i++) {
      FixtureSnapshot snapshot = RandomTopologies.next(random);
      String text = new RandomQueries(random, snapshot).disjunction(3).text();
      int caret = random.nextInt(text.length() + 1);
      Completion completion =
          new QueryCompleter().complete(text, caret, snapshot, snapshot.components(), ALL);
      for (Item item : completion.items()) {
        String start = text.substring(0, completion.from()) + item.text();
        assertThat(begins(start)).as("%s|%s gives %s", text, caret, start).isTrue();
        chosen++;
      }
    }
    assertThat(chosen).isGreaterThan(2_000);
  }

  /** Where a word or value of a query starts, that word or value is among the proposals. */
  @Test
  void proposesWhatAQueryIsMadeOf() throws Exception {
    Random random = new Random(22);
    // Deprecated words, numbers of components, and values that no component has.
    Pattern notProposed = Pattern.compile("(?i)withCauseOf|[0-9]+|\\*|no such value");
    int found = 0;
    for (int i = 0; i < 300; i++) {
      FixtureSnapshot snapshot = RandomTopologies.next(random);
      String text = new RandomQueries(random, snapshot).disjunction(3).text();
      String canonical = Query.parse(text).toString();
      for (Lexeme lexeme : Lexeme.all(canonical)) {
        int start = lexeme.start();
        boolean behindWord = start > 0 && Character.isLetter(canonical.charAt(start - 1));
        if (behindWord || notProposed.matcher(lexeme.value()).matches()) {
          continue;
        }
        Completion completion =
            new QueryCompleter().complete(canonical, start, snapshot, snapshot.components(), ALL);
        assertThat(completion.items())
            .as("%s at %s", canonical, lexeme)
            .anyMatch(item -> item.text().startsWith(lexeme.text()));
        found++;
      }
    }
    assertThat(found).isGreaterThan(2_000);
  }

  @Test
  void survivesAnyText() {
    Random random = new Random(23);
    List<String> parts =
        List.of(
            "name",
            " ",
            "=",
            "!",
            "(",
            ")",
            ",",
            "'",
            "\"",
            "\\",
            "IN",
            "NOT",
            "\n#",
            "levels",
            "withNeighborsOf",
            "\uD83D",
            "\uDE00",
            "x",
            "AND",
            "\u0000");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(15); j > 0; j--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      int caret = random.nextInt(text.length() + 1);
      Completion completion = complete(text.toString(), caret, 5);
      assertThat(completion.from()).isBetween(0, caret);
      assertThat(completion.to()).isBetween(completion.from(), text.length());
    }
  }

  private Completion complete(String text, int caret, int limit) {
    return completer.complete(text, caret, shop, shop.components(), limit);
  }

  private static Item value(String value, long count) {
    return new Item('"' + value + '"', Kind.VALUE, OptionalLong.of(count), "");
  }

  private static boolean begins(String text) {
    try {
      Query.parse(text);
      return true;
    } catch (StqlParseException e) {
      return e.getMessage().contains("found the end of the query");
    }
  }
}
