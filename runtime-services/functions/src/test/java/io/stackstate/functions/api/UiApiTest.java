package io.stackstate.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult.Plain;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query sheet 6.6, S12i and S12j of 15.3. */
class UiApiTest implements PackSource {
  private static final long NOW = 1_700_000_000_000L;
  private static final FunctionCompiler COMPILER =
      new FunctionCompiler(200, Limits.FUNCTION.withTime(Duration.ofSeconds(20)));

  private ScriptApis apis =
      new ScriptApis(
              new Landscape().component(3, "cart-db", "database", "Databases")::snapshot,
              () -> List.of(new ViewSource.SavedView(7, "urn:stackpack:a:view/b&c", "A", null, "")),
              () -> Instant.ofEpochMilli(NOW))
          .listing(this)
          .linkingTo("https://observe.example.org/base/");

  @Override
  public boolean isInstalled(String name) {
    return name.equals("Splunk");
  }

  @Override
  public List<Map<String, Object>> resources(String namespace, String nodeType) {
    return List.of(Map.of("identifier", "urn:stackpack:" + namespace + ":x", "_type", nodeType));
  }

  private Object run(String body) throws ScriptException {
    FunctionDefinition script =
        new FunctionDefinition(
            FunctionKind.EVENT_HANDLER, "script", Optional.empty(), List.of(), body, true);
    return ((Plain) COMPILER.compile(script).run(Map.of(), apis).result()).value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "explore().topologyQuery('name = \"a\"').at('-15m')"
            + "|explore?query=name%20%3D%20%22a%22&at=1699999100000",
        "view(View.withId(7)).at(5)|urn%3Astackpack%3Aa%3Aview%2Fb%26c?at=5",
        "view('urn:v').eventsPerspective().withEventType('A', 'B').withEventTag('x:y')"
            + "|urn%3Av/events?evType=A&evType=B&evTag=x%3Ay",
        "view([id: 9, identifier: 'urn:a/b&c']).telemetryPerspective()|urn%3Aa%2Fb%26c/metrics",
        "explore().layerGrid(true).domainGrid(true).layerGrid(false)|explore?grid=d",
        "explore().groupingByTypeAndState(4).fullCauseTree().topologyListMode()"
            + "|explore?group=type-state&min=4&cause=full&mode=list",
        "explore().withComponent([id: 3, identifiers: ['urn:c']]).showIndirectRelations()"
            + "|explore?sel=urn%3Ac&indirect=true",
      })
  void anAddressHoldsWhatItIsToShow(String built, String expected) throws Exception {
    assertThat(run("UI.createUrl()." + built + ".url()"))
        .isEqualTo("https://observe.example.org/base/#/views/" + expected);
  }

  @Test
  void resultsTellTheInterfaceWhatToDo() throws Exception {
    assertThat(run("UI.redirectToURL(\"https://x.example/${1 + 1}\")"))
        .isEqualTo(Map.of("_type", "URLRedirectResponse", "url", "https://x.example/2"));
    assertThat(run("UI.showTopologyByQuery('name = \"a\"')"))
        .isEqualTo(Map.of("_type", "ShowTopologyByQuery", "query", "name = \"a\""));
    assertThat(run("UI.showReport('R', '# {n}', [n: 3])"))
        .isEqualTo(
            Map.of(
                "_type", "ShowStmlReport", "name", "R", "stml", "# {n}", "data", Map.of("n", 3)));
    assertThat(run("UI.showReport('R', 'x')"))
        .isEqualTo(Map.of("_type", "ShowStmlReport", "name", "R", "stml", "x", "data", Map.of()));
    assertThat(run("UI.baseUrl()")).isEqualTo("https://observe.example.org/base");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "ftp://x", ""})
  void aBrowserIsSentToWebPagesOnly(String url) {
    assertThat(failure("UI.redirectToURL('" + url + "')"))
        .hasMessageContaining("expected an address with http or https");
  }

  private ScriptException failure(String body) {
    return catchThrowableOfType(ScriptException.class, () -> run(body));
  }

  @Test
  void withoutAConfiguredAddressThereAreNoLinks() {
    apis = apis.linkingTo("");

    assertThat(failure("UI.createUrl().explore().url()"))
        .hasMessageContaining("expected one in stackstate.server.baseUrl");
    assertThat(failure("UI.createUrl().url()")).hasMessageContaining("expected view(...)");
  }

  @Test
  void namesOfPacksAreCompared() throws Exception {
    assertThat(run("StackPack.isInstalled('Splunk')")).isEqualTo(true);
    assertThat(run("StackPack.isInstalled('splunk')")).isEqualTo(false);
    assertThat(run("StackPack.isInstalled('x')")).isEqualTo(false);
    assertThat(run("StackPack.getResources('a', 'Layer').then { it*.identifier }"))
        .isEqualTo(List.of("urn:stackpack:a:x"));
  }
}
