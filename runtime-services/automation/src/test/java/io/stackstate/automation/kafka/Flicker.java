package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.notify.Events;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Elements that turn critical and clear again at random, and what a receiver makes of it. */
final class Flicker {
  private static final int COMPONENTS = 20;

  private final Random random;
  private final Map<Long, Boolean> critical = new TreeMap<>();

  /** How many messages had arrived when something was killed. */
  private final List<Integer> lives = new ArrayList<>();

  Flicker(long seed) {
    random = new Random(seed);
  }

  /**
   * Makes the elements, and a handler that tells the receiver of them.
   *
   * @param by what it groups by
   */
  static void define(TestKafka kafka, Receiver receiver, String by) throws IOException {
    for (long id = 1; id <= COMPONENTS; id++) {
      kafka.component(id);
    }
    kafka.handler(
        7,
        "{'triggers':[{'elementHealth':{}}],'grouping':{'by':['"
            + by
            + "'],'wait':'0s','interval':'0s','repeat':'0s'},'outputs':[{'name':'hook','webhook':{'url':'"
            + receiver.url()
            + "'}}]}");
  }

  int random(int bound) {
    return random.nextInt(bound);
  }

  void change(TestKafka kafka) throws IOException {
    long id = 1 + random.nextInt(COMPONENTS);
    boolean now = !critical.getOrDefault(id, false);
    critical.put(id, now);
    kafka.event(
        now
            ? Events.health(id, "CLEAR", "CRITICAL", "check")
            : Events.health(id, "CRITICAL", "CLEAR"));
  }

  /** So many messages had arrived when something was killed. */
  void killedAfter(int messages) {
    lives.add(messages);
  }

  /** The elements that are critical. */
  List<String> expected() {
    return critical.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(entry -> "urn:c:" + entry.getKey())
        .sorted()
        .toList();
  }

  /** What a receiver that follows the messages holds for open. */
  static List<String> open(Receiver receiver) {
    Map<String, String> open = new HashMap<>();
    for (JsonNode body : receiver.bodies()) {
      String id = body.path("notificationId").asText();
      if (body.at("/event/type").asText().equals("open")) {
        open.put(id, body.at("/component/identifier").asText());
      } else {
        open.remove(id);
      }
    }
    return open.values().stream().sorted().toList();
  }

  /**
   * Checks that nothing is sent twice between two kills, that a later life repeats only what an
   * earlier one could not note, and that the messages of a notification come in their order.
   *
   * @param atOnce how many messages may be sent and not noted yet
   * @return how many messages arrived, and how many of them once more
   */
  int[] neitherTwiceNorNever(Receiver receiver, int atOnce) {
    Map<String, Integer> lastLife = new HashMap<>();
    Map<String, Integer> newest = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    int index = 0;
    for (JsonNode body : receiver.bodies()) {
      int at = index++;
      int life = (int) lives.stream().filter(killed -> killed <= at).count();
      String id = body.path("notificationId").asText();
      int sequence = body.path("sequence").asInt();
      Integer before = lastLife.put(id + "/" + sequence, life);
      if (before != null && before == life || newest.getOrDefault(id, 0) > sequence) {
        wrong.add(id + "/" + sequence + " in life " + life + " after life " + before);
      }
      newest.put(id, sequence);
    }
    assertThat(wrong).isEmpty();
    int repeated = receiver.bodies().size() - lastLife.size();
    assertThat(repeated)
        .as("repeated is only what was on its way when something was killed")
        .isLessThanOrEqualTo(atOnce * lives.size());
    return new int[] {lastLife.size(), repeated};
  }
}
