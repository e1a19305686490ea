package io.stackstate.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ContentRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aStackPackNeedsANameOrASource() throws Exception {
    assertThat(StackPackRules.violations(pack("{}"), null))
        .containsExactly(StackPackRules.PACK_OR_SOURCE);
    assertThat(StackPackRules.violations(pack("{'pack':'autosync'}"), null)).isEmpty();
    assertThat(StackPackRules.violations(pack("{'source':{'path':'a.sts'}}"), null)).isEmpty();
  }

  @Test
  void aSourceIsExactlyOnePlace() throws Exception {
    assertThat(StackPackRules.violations(pack("{'source':{}}"), null))
        .containsExactly(StackPackRules.ONE_SOURCE);
    assertThat(
            StackPackRules.violations(
                pack("{'source':{'path':'a.sts','url':{'address':'http://x'}}}"), null))
        .containsExactly(StackPackRules.ONE_SOURCE);
  }

  @Test
  void anInputHasExactlyOneReference() throws Exception {
    String both = "{'input':'a','secretKeyRef':{'name':'s','key':'k'},'configMapKeyRef':{}}";
    assertThat(
            StackPackRules.violations(
                pack("{'pack':'a','configurationFrom':[" + both + "]}"), null))
        .containsExactly(StackPackRules.ONE_KEY_REF);
  }

  @Test
  void theNameOfAStackPackIsImmutable() throws Exception {
    assertThat(StackPackRules.violations(pack("{'pack':'a'}"), pack("{'pack':'b'}")))
        .containsExactly(StackPackRules.PACK_IMMUTABLE);
  }

  @Test
  void settingsHaveExactlyOneForm() throws Exception {
    assertThat(SettingsRules.violations(settings("{}"), null))
        .containsExactly(SettingsRules.ONE_FORM);
    assertThat(SettingsRules.violations(settings("{'sty':'x','nodes':[]}"), null))
        .containsExactly(SettingsRules.ONE_FORM);
    assertThat(SettingsRules.violations(settings("{'nodes':[{'_type':'Layer'}]}"), null)).isEmpty();
  }

  @Test
  void anotherInstanceIsAnotherResource() throws Exception {
    ViewSpec here = read("{'title':'t','query':'q'}", ViewSpec.class);
    ViewSpec there =
        read("{'title':'t','query':'q','instanceRef':{'name':'prod'}}", ViewSpec.class);

    assertThat(ViewSpec.violations(there, here))
        .containsExactly(ContentText.INSTANCE_REF_IMMUTABLE);
    assertThat(ViewSpec.violations(there, there)).isEmpty();
  }

  @Test
  void freeFormNodesAreReadAsTheyAre() throws Exception {
    JsonNode node = settings("{'nodes':[{'_type':'Layer','order':1.5}]}").nodes().get(0);

    assertThat(node).hasToString("{\"_type\":\"Layer\",\"order\":1.5}");
  }

  private static StackPackSpec pack(String json) throws Exception {
    return read(json, StackPackSpec.class);
  }

  private static SettingsSpec settings(String json) throws Exception {
    return read(json, SettingsSpec.class);
  }

  private static <T> T read(String json, Class<T> type) throws Exception {
    return JSON.readValue(json.replace('\'', '"'), type);
  }
}
