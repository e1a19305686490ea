package io.stackstate.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTokensTest {

  @Test
  void aStringIsATokenWithAllRights() {
    List<ServiceToken> tokens = read("[one, {token: two, name: second}]");
    assertThat(tokens).extracting(ServiceToken::token).containsExactly("one", "two");
    assertThat(tokens).allMatch(token -> token.caller().isUnrestricted());
    assertThat(ServiceTokens.unrestricted(tokens)).containsExactly("one", "two");
    assertThat(tokens.get(1).caller().name()).isEqualTo("second");
    assertThat(tokens.toString()).doesNotContain("one").doesNotContain("two");
  }

  @Test
  void theBootstrapTokenIsOneMoreUnlessItIsThereAlready() {
    List<ServiceToken> tokens = read("[one]\nstackstate.api.bootstrapToken = boot");
    assertThat(ServiceTokens.unrestricted(tokens)).containsExactly("one", "boot");
    assertThat(tokens.get(1).caller().name()).isEqualTo("bootstrap");
    assertThat(read("[one]\nstackstate.api.bootstrapToken = one")).hasSize(1);
    assertThat(read("[]\nstackstate.api.bootstrapToken = \"\"")).isEmpty();
  }

  @Test
  void theTokenOfAGuestMayDoWhatGuestsMay() {
    List<ServiceToken> tokens = read("[one]\nstackstate.api.guestToken = guest");
    assertThat(ServiceTokens.unrestricted(tokens)).containsExactly("one");
    assertThat(tokens.get(1).token()).isEqualTo("guest");
    assertThat(tokens.get(1).caller().permissions())
        .isEqualTo(Role.GUEST.permissions())
        .doesNotContain(Permission.UPDATE_SETTINGS, Permission.EVERYTHING);
    assertThat(read("[one]\nstackstate.api.guestToken = one")).hasSize(1);
  }

  @Test
  void aScopeLeavesOnlyWhatRespectsIt() {
    Caller caller =
        read("[{token: t, name: team, scopes: [\"label = \\\"team:a\\\"\", \"name = x\"]}]")
            .get(0)
            .caller();
    assertThat(caller.scopes())
        .extracting(Object::toString)
        .containsExactly("label = \"team:a\"", "name = \"x\"");
    assertThat(caller.permissions())
        .containsExactlyInAnyOrder(
            Permission.ACCESS_EXPLORE,
            Permission.PERFORM_CUSTOM_QUERY,
            Permission.EXECUTE_COMPONENT_ACTIONS,
            Permission.READ_TELEMETRY_STREAMS);
    assertThat(caller.isUnrestricted()).isFalse();
  }

  @Test
  void permissionsSayWhatATokenMayDo() {
    List<ServiceToken> tokens =
        read(
            "[{token: t, name: a, permissions: [access-topic-data]}, {token: u, name: b,"
                + " scopes: [\"name = x\"], permissions: [access-topic-data, access-explore]}]");
    assertThat(tokens.get(0).caller().permissions()).containsExactly(Permission.ACCESS_TOPIC_DATA);
    assertThat(tokens.get(1).caller().permissions()).containsExactly(Permission.ACCESS_EXPLORE);
    assertThat(ServiceTokens.unrestricted(tokens)).isEmpty();
  }

  /** As a file of the user adds to the one that was generated. */
  @Test
  void aFileMayAddToTheTokensOfAnother() {
    var config =
        ConfigFactory.parseString("stackstate.api.tokens += {token: hidden, name: more}")
            .withFallback(ConfigFactory.parseString("stackstate.api.tokens = [generated]"))
            .resolve();
    assertThat(ServiceTokens.read(config))
        .extracting(ServiceToken::token)
        .containsExactly("generated", "hidden");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[7]|tokens[0]|expected a string or an object",
        "[hush, ' ']|tokens[1]|found nothing, expected a token",
        "[hush, hush]|tokens[1]|its token is that of another entry",
        "[{name: a}]|tokens[0]|found no token, expected one",
        "[{token: hush}]|tokens[0]|found no name, expected one",
        "[{token: hush, name: a, scope: x}]|tokens[0]|found the key scope, expected some of name,",
        "[{token: hush, name: a, scopes: []}]|tokens[0].scopes|found none, expected a query",
        "[{token: hush, name: a, scopes: ['']}]|tokens[0].scopes|found a blank query",
        "[{token: hush, name: a, scopes: ['name =']}]|tokens[0].scopes|line 1, column 7",
        "[{token: hush, name: a, scopes: x}]|tokens[0].scopes|expected a list of strings",
        "[{token: hush, name: a, scopes: ['withNeighborsOf(components = (name = x))']}]"
            + "|tokens[0].scopes|line 1, column 1",
        "[{token: hush, name: a, permissions: [fly]}]|tokens[0].permissions|found fly, expected",
      })
  void refusesMistakesInOneLineWithoutTheToken(String tokens, String path, String problem) {
    assertThatThrownBy(() -> read(tokens.replace('\'', '"')))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stackstate.api." + path)
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("hush")
        .doesNotContain("\n");
  }

  private static List<ServiceToken> read(String tokens) {
    return ServiceTokens.read(ConfigFactory.parseString("stackstate.api.tokens = " + tokens));
  }
}
