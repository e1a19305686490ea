package io.stackstate.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  private record Sample(String text, Map<String, String> map) {}

  @Test
  void nullFieldsAreNotWrittenWhereasNullsInsideAMapAre() throws JsonProcessingException {
    Map<String, String> map = new HashMap<>();
    map.put("k", null);
    assertThat(Json.mapper().writeValueAsString(new Sample(null, map)))
        .isEqualTo("{\"map\":{\"k\":null}}");
  }

  @Test
  void fieldsOfANewerProgramAreIgnored() throws JsonProcessingException {
    assertThat(Json.mapper().readValue("{\"text\":\"a\",\"new\":1}", Sample.class))
        .isEqualTo(new Sample("a", null));
  }
}
