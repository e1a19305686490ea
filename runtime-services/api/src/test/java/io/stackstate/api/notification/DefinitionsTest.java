package io.stackstate.api.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.model.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written becomes outputs and definitions of event handlers. */
class DefinitionsTest {
  private static final String CONFIGURATION =
      "{'name':'n','notifyHealthStates':'CRITICAL','monitors':[{'_type':'MonitorDefId','id':7}],"
          + "'monitorTags':['t'],'componentTypeNames':['server'],'componentTags':[],"
          + "'status':'ENABLED','notificationChannels':[{'_type':'EmailChannelRefId','id':9}]}";

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.mapper().readTree(text.replace('\'', '"'));
  }

  private static ChannelDefinition channel(ChannelKind kind, String body) throws Exception {
    return ChannelDefinition.read(
        kind,
        JsonFields.of(json(body)),
        field -> Optional.of("stored").filter(value -> field.equals("token")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "WEBHOOK | {'url':'https://a','token':'x','verifySsl':false,'metadata':{}} |"
            + " {'name':'o','webhook':{'url':'https://a','tokenSecretRef':{'name':'s','key':"
            + "'token'},'verifySsl':false}}",
        "OPSGENIE | {'region':'EU','genieKey':'x','priority':'P1','responders':"
            + "[{'responderType':'USER','responder':'a@b.c'}]} | {'name':'o','opsgenie':{'region':"
            + "'EU','genieKeySecretRef':{'name':'s','key':'genieKey'},'responders':[{'name':"
            + "'a@b.c','type':'USER'}],'priority':'P1'}}",
        "TEAMS | {'url':'https://a/b'} | {'name':'o','teams':{'urlSecretRef':{'name':'s','key':"
            + "'url'}}}",
        "EMAIL | {'to':['a@b.c'],'cc':[],'subjectPrefix':'p'} | {'name':'o','email':{'to':"
            + "['a@b.c'],'subjectPrefix':'p'}}"
      })
  void aChannelIsAnOutput(ChannelKind kind, String body, String output) throws Exception {
    ChannelDefinition channel = channel(kind, body);
    assertThat(channel.output("o", "s")).isEqualTo(json(output));
    assertThat(channel.shown().toString()).doesNotContain("\"x\"", "https://a/b");
  }

  @Test
  void theMaskKeepsWhatIsStored() throws Exception {
    String body = "{'url':'https://a','token':'******','verifySsl':true,'metadata':{'a':'b'}}";
    assertThat(channel(ChannelKind.WEBHOOK, body).secrets()).isEqualTo(Map.of("token", "stored"));
    assertThatThrownBy(() -> channel(ChannelKind.TEAMS, "{'url':'******'}"))
        .isInstanceOf(ApiException.class)
        .hasMessage("url: found ******, expected a value, because none is stored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "WEBHOOK | {'url':'ftp://a','token':'x'} | url: found another text, expected an http",
        "WEBHOOK | {'url':'https://a','token':'x','metadata':{}} | verifySsl: found nothing",
        "OPSGENIE | {'region':'UK'} | region: found \"UK\", expected one of EU, US",
        "EMAIL | {'to':[]} | to: found [], expected a list with at least one address"
      })
  void aChannelThatIsWrongNamesItsField(ChannelKind kind, String body, String message) {
    assertThatThrownBy(() -> channel(kind, body))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aConfigurationIsAnEventHandlerOfElementHealth() throws Exception {
    ConfigurationDefinition read = ConfigurationDefinition.read(JsonFields.of(json(CONFIGURATION)));
    assertThat(read.spec())
        .isEqualTo(
            json(
                "{'enabled':true,'triggers':[{'elementHealth':{'to':['CRITICAL']}}],'scope':"
                    + "{'monitors':['7'],'monitorTags':['t'],'componentTypes':['server'],"
                    + "'componentTags':[]},'grouping':{'by':['monitorState'],'wait':'0s','interval':"
                    + "'0s','repeat':'0s'}}"));
    assertThat(read.channels())
        .containsExactly(new ConfigurationDefinition.Reference(ChannelKind.EMAIL, 9));
    assertThat(References.shown(References.stored(read.shown()))).isEqualTo(read.shown());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'status':'ENABLED' | 'status':'ON' | status: found",
        "'id':7 | 'id':'x' | monitors[0].id: found \"x\", expected an id",
        "EmailChannelRefId | PagerChannelRefId | notificationChannels[0]._type: found",
        "'name':'n' | 'name':' ' | name: found"
      })
  void aConfigurationThatIsWrongNamesItsField(String right, String wrong, String message) {
    assertThatThrownBy(
            () ->
                ConfigurationDefinition.read(
                    JsonFields.of(json(CONFIGURATION.replace(right, wrong)))))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith(message);
  }
}
