package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnApiTest {
  private static final String SECTION = "stackstate.health.monitors.telemetry.";
  private static final String URL = "http://127.0.0.1:7070";

  private static String of(Config config, String setting) {
    return config.getString(SECTION + setting);
  }

  @Test
  void aProcessWithTheApiAsksItself() {
    Config config = OwnApi.of(ConfigFactory.load(), URL, List.of("first", "second"));

    assertThat(of(config, "url")).isEqualTo(URL);
    assertThat(of(config, "token")).isEqualTo("first");
  }

  @Test
  void whatIsConfiguredStays() {
    Config elsewhere =
        ConfigFactory.parseString(
                SECTION + "url = \"http://api:7070\", " + SECTION + "tokenFile = \"/t\"")
            .withFallback(ConfigFactory.load());

    Config config = OwnApi.of(elsewhere, URL, List.of("first"));

    assertThat(of(config, "url")).isEqualTo("http://api:7070");
    assertThat(of(config, "tokenFile")).isEqualTo("/t");
    assertThat(of(config, "token")).isEmpty();
  }

  @Test
  void withoutTheApiThereIsNothingToAsk() {
    assertThat(of(OwnApi.of(ConfigFactory.load(), URL, List.of()), "url")).isEmpty();
  }
}
