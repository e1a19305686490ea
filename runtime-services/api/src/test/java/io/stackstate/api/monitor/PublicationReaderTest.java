package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.http.JsonFields;
import io.stackstate.model.Json;
import io.stackstate.model.monitor.MonitorPublication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationReaderTest {
  private static MonitorPublication read(String body) throws Exception {
    return PublicationReader.read(JsonFields.of(Json.mapper().readTree(body.replace('\'', '"'))));
  }

  @Test
  void aSnapshotIsWholeUnlessItSaysOtherwise() throws Exception {
    MonitorPublication whole =
        read(
            "{'healthStates':[{'_type':'MonitorHealthState','id':'a','state':'Critical',"
                + "'topologyIdentifier':'urn:a','message':'full',"
                + "'remediationHintTemplateData':{'labels':{'pod':'p'}}}]}");

    assertThat(whole)
        .isEqualTo(
            new MonitorPublication(
                true,
                true,
                List.of(
                    new MonitorPublication.State(
                        "a",
                        "CRITICAL",
                        "urn:a",
                        "full",
                        null,
                        Map.of("labels", Map.of("pod", "p"))))));
    assertThat(read("{'firstBatch':false,'lastBatch':false,'healthStates':[]}"))
        .isEqualTo(new MonitorPublication(false, false, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|healthStates: found nothing, expected a list of states, which may be empty",
        "{'healthStates':[{'id':'a'}]}|healthStates[0].state: found nothing, expected a non-blank string",
        "{'healthStates':[{'id':'a','state':'RED'}]}|healthStates[0].state: found \"RED\", expected one of CLEAR, DEVIATING",
        "{'healthStates':[{'state':'CLEAR'}]}|healthStates[0].id: found nothing",
        "{'healthStates':[{'id':'a','state':'CLEAR'}]}|healthStates[0].topologyIdentifier: found nothing",
        "{'healthStates':[{'id':'a','state':'CLEAR','topologyIdentifier':'u'},{'id':'a','state':'CLEAR','topologyIdentifier':'u'}]}|healthStates[1].id: found \"a\", expected another one for each state",
        "{'lastBatch':1,'healthStates':[]}|lastBatch: found 1, expected true or false",
        "{'healthStates':[{'id':'a','state':'CLEAR','topologyIdentifier':'u','remediationHintTemplateData':[]}]}|healthStates[0].remediationHintTemplateData: found [], expected an object"
      })
  void whatIsWrongIsNamed(String body, String message) {
    assertThatThrownBy(() -> read(body)).hasMessageStartingWith(message);
  }

  @Test
  void aLargeSnapshotIsSentInPartsOfWhichTheFirstBeginsAndTheLastEndsIt() {
    List<MonitorPublication.State> states = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      states.add(new MonitorPublication.State("id" + i, "CLEAR", "urn:" + i, null, null, Map.of()));
    }

    List<MonitorPublication> batches =
        PublicationReader.batches(new MonitorPublication(true, true, states));

    assertThat(batches).hasSizeGreaterThan(2);
    assertThat(batches).extracting(MonitorPublication::firstBatch).startsWith(true, false);
    assertThat(batches).filteredOn(MonitorPublication::lastBatch).hasSize(1);
    assertThat(batches.get(batches.size() - 1).lastBatch()).isTrue();
    assertThat(batches).flatExtracting(MonitorPublication::states).isEqualTo(states);
    assertThat(PublicationReader.batches(new MonitorPublication(true, false, List.of())))
        .containsExactly(new MonitorPublication(true, false, List.of()));
  }
}
