package io.stackstate.automation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.model.Json;
import io.stackstate.model.handler.HandlerReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
  private static final Outcome ARRIVED = new Outcome.Delivered(Optional.empty());
  private static final Outcome FAILED =
      new Outcome.Retry(FailureCategory.NETWORK, "no connection", Optional.empty());
  private static final OutputKey BEAT = new OutputKey(7, "beat");

  private final Heartbeats heartbeats =
      new Heartbeats(
          definition ->
              Optional.of(definition.at("/heartbeat/interval").asInt())
                  .filter(minutes -> minutes > 0)
                  .map(Duration::ofMinutes));

  private static Handler handler(String more, int minutes) throws Exception {
    String spec =
        "{'triggers':[{'problem':{}}],'outputs':["
            + "{'name':'hook','webhook':{'url':'http://a'}},"
            + "{'name':'beat','heartbeat':{'url':'http://a','interval':"
            + minutes
            + "}}]"
            + more
            + "}";
    return new Handler(
        7,
        "urn:h:7",
        "h7",
        "1",
        HandlerReader.read(Json.mapper().readTree(spec.replace('\'', '"'))),
        JsonNodeFactory.instance.objectNode());
  }

  @Test
  void itCallsAtOnceAndThenAtItsIntervalButNotTwiceAtATime() throws Exception {
    List<Handler> all = List.of(handler("", 5));
    assertThat(heartbeats.due(all, 0)).containsExactly(BEAT);
    assertThat(heartbeats.due(all, 900_000)).as("the first one still calls").isEmpty();
    heartbeats.finished(BEAT, ARRIVED, 900_000);
    assertThat(heartbeats.due(all, 1_199_999)).isEmpty();
    assertThat(heartbeats.due(all, 1_200_000)).containsExactly(BEAT);
  }

  @Test
  void aCallThatFailedIsMadeAgainSoonerThanTheInterval() throws Exception {
    List<Handler> all = List.of(handler("", 5));
    heartbeats.due(all, 0);
    heartbeats.finished(BEAT, FAILED, 0);
    assertThat(heartbeats.due(all, 29_999)).isEmpty();
    assertThat(heartbeats.due(all, 30_000)).containsExactly(BEAT);
  }

  @Test
  void aHandlerThatIsSwitchedOffOrRemovedDoesNotCall() throws Exception {
    assertThat(heartbeats.due(List.of(handler(",'enabled':false", 5)), 0)).isEmpty();
    assertThat(heartbeats.due(List.of(handler("", 5)), 1_000)).containsExactly(BEAT);
    heartbeats.finished(BEAT, ARRIVED, 1_000);
    assertThat(heartbeats.due(List.of(), 600_000)).isEmpty();
  }

  @Test
  void anotherIntervalHoldsAtOnce() throws Exception {
    heartbeats.due(List.of(handler("", 60)), 0);
    heartbeats.finished(BEAT, ARRIVED, 0);
    assertThat(heartbeats.due(List.of(handler("", 1)), 5_000)).containsExactly(BEAT);
    heartbeats.finished(BEAT, ARRIVED, 5_000);
    assertThat(heartbeats.due(List.of(handler("", 1)), 65_000)).containsExactly(BEAT);
  }
}
