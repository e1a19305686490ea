package io.stackstate.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAuthenticatorTest {
  private final TokenAuthenticator authenticator = new TokenAuthenticator(tokens("one", "two"));

  @ParameterizedTest
  @CsvSource({
    "x-api-key, one",
    "x-api-token, two",
    "authorization, ApiKey one",
    "authorization, apitoken  two"
  })
  void acceptsATokenInEveryHeaderForm(String header, String value) {
    assertThat(authenticator.authenticate(Map.of(header, value)::get)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "x-api-key, three",
    "x-api-key, ''",
    "x-api-key, on",
    "authorization, one",
    "authorization, Bearer one",
    "authorization, ApiKey",
    "x-other, one"
  })
  void refusesAnythingElse(String header, String value) {
    assertThat(authenticator.authenticate(Map.of(header, value)::get)).isEmpty();
  }

  @Test
  void replacesTheTokensAtOnce() {
    authenticator.replace(tokens("three", " "));
    assertThat(authenticator.authenticate(Map.of("x-api-key", "one")::get)).isEmpty();
    assertThat(authenticator.authenticate(Map.of("x-api-key", "three")::get)).isPresent();
    assertThat(authenticator.authenticate(Map.of("x-api-key", " ")::get)).isEmpty();
  }

  @Test
  void acceptsNothingWithoutTokens() {
    assertThat(new TokenAuthenticator(List.of()).authenticate(h -> "one")).isEmpty();
  }

  private static List<ServiceToken> tokens(String... secrets) {
    return Stream.of(secrets).map(ServiceToken::unrestricted).toList();
  }
}
