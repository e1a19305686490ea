package io.stackstate.receiver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private final Credentials credentials = new Credentials(() -> List.of("secret", " "));

  @Test
  void anEmptyConfiguredKeyAcceptsNobody() {
    assertThat(credentials.accept("")).isFalse();
    assertThat(credentials.accept(" ")).isFalse();
    assertThat(credentials.accept("secret")).isTrue();
  }

  @Test
  void basicAuthenticationNeedsTheUserApikey() {
    assertThat(authorization("Basic YXBpa2V5OnNlY3JldA==")).isEqualTo("secret");
    assertThat(authorization("Basic b3RoZXI6c2VjcmV0")).isNotEqualTo("secret");
    assertThat(authorization("Basic %%%")).isNotEqualTo("secret");
    assertThat(authorization("Anything secret")).isEqualTo("secret");
  }

  @Test
  void noKeyIsLeftInTextThatIsLogged() {
    assertThat(
            credentials.redact(
                "{\"apiKey\":\"unknown\",\"api_key\" : \"other\"} /intake?api_key=third&x=1 secret"))
        .doesNotContain("unknown", "other", "third", "secret")
        .contains("x=1");
  }

  private static String authorization(String value) {
    RequestHeaders headers = RequestHeaders.of(HttpMethod.POST, "/", "authorization", value);
    return Credentials.find(headers, QueryParams.of()).orElseThrow();
  }
}
