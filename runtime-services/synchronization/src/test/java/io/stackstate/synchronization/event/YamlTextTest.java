package io.stackstate.synchronization.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlTextTest {
  private static final String PROPERTIES =
      """
      {"plain":"a b","yes":"yes","number":"12","colon":"a: b","end":"a:","url":"http://x/y",
       "quote":"\\"","line":"a\\nb","empty":"","nothing":null,"n":1.5,"flag":true,"hash":"# no",
       "list":[1,{"a":[],"b":{}},["x","y"]],"":"no name","ü":"Ünïcode","- x":"-"}""";

  private static byte[] component(String properties) throws Exception {
    return Json.mapper()
        .writeValueAsBytes(
            new Component(
                7,
                "web-1",
                "server",
                null,
                "shop",
                List.of(),
                List.of("team:a"),
                List.of("urn:host:/web-1"),
                null,
                "2.4",
                properties,
                List.of(new Source(1, "x", null))));
  }

  @Test
  void whatTheSourceSaysIsALineEach() throws Exception {
    assertThat(YamlText.of(component("{\"cores\":4,\"disks\":[\"a\"]}")))
        .isEqualTo(
            """
            name: web-1
            type: server
            domain: shop
            environments: []
            labels:
              - team:a
            identifiers:
              - urn:host:/web-1
            version: "2.4"
            properties:
              cores: 4
              disks:
                - a
            """);
  }

  @Test
  void aReaderOfYamlReadsTheSameValues() throws Exception {
    JsonNode read = new YAMLMapper().readTree(YamlText.of(component(PROPERTIES)));
    assertThat(read.get("properties")).isEqualTo(Json.mapper().readTree(PROPERTIES));
    assertThat(read.get("version").textValue()).isEqualTo("2.4");
  }

  @Test
  void linesThatDifferAreCounted() {
    assertThat(LineChanges.between("a\nb\nb\n", "b\na\nc\nd\n")).isEqualTo(new LineChanges(2, 1));
    assertThat(LineChanges.between(null, "a\nb")).isEqualTo(new LineChanges(2, 0));
    assertThat(LineChanges.between("a\nb", null)).isEqualTo(new LineChanges(0, 2));
    assertThat(LineChanges.between("a", "a").isNone()).isTrue();
  }
}
