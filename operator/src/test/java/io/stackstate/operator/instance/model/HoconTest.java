package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoconTest {
  @Test
  void everyTextIsReadAsItWasWritten() {
    String odd = "a \"quoted\" ${HOME} \\ back\nslash # no comment\ttab";

    Config read =
        ConfigFactory.parseString(
            new Hocon()
                .put("a.b", odd)
                .put("a." + Hocon.key("x.y"), List.of(odd, "second"))
                .put("n", 5)
                .put("t", true)
                .text(null));

    assertThat(read.getString("a.b")).isEqualTo(odd);
    assertThat(read.getStringList("a.\"x.y\"")).containsExactly(odd, "second");
    assertThat(read.getInt("n")).isEqualTo(5);
    assertThat(read.getBoolean("t")).isTrue();
  }

  @Test
  void whatAUserWritesWins() {
    String text = new Hocon().put("a", "ours").put("b", "ours").text("a = theirs\n");

    assertThat(ConfigFactory.parseString(text).getString("a")).isEqualTo("theirs");
    assertThat(ConfigFactory.parseString(text).getString("b")).isEqualTo("ours");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../samples/quickstart/instance.yaml",
        "../samples/production/highly-available.yaml",
        "../samples/production/external-backends.yaml",
        "src/test/resources/io/stackstate/operator/instance/model/golden/nonha.yaml"
      })
  void everyConfigurationIsHoconWithoutSecrets(String file) throws Exception {
    InstanceModel model = Instances.model(Instances.read(Path.of(file)), Instances.FACTS);

    List<String> texts =
        model.all().stream()
            .filter(Secret.class::isInstance)
            .map(object -> ((Secret) object).getData().get(ServiceConfig.FILE))
            .filter(data -> data != null)
            .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
            .toList();

    assertThat(texts)
        .isNotEmpty()
        .allSatisfy(
            text -> {
              Config config = ConfigFactory.parseString(text);
              assertThat(config.getString("stackstate.logging.format")).isIn("json", "text");
              assertThat(text).doesNotContain(Instances.RANDOM);
            });
  }
}
