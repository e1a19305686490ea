package io.stackstate.automation.output.action;

import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.TrustedHttp;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.spec.Transitions;
import io.stackstate.automation.output.text.MessageTemplates;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The kind {@code componentAction} (health sheet, sections 11 and 13.1 row 15).
 *
 * @param api empty where it is not known, and definitions of this kind are wrong
 */
public record ComponentActionOutput(Optional<PlatformApi> api, TrustedHttp http)
    implements OutputKind {
  private static final int LONGEST = 512;

  @Override
  public Maker read(SpecReader spec, MessageTemplates templates) {
    String action = spec.text("action", LONGEST);
    Set<Transition> transitions = Transitions.read(spec);
    Duration timeout = TrustedHttp.timeout(spec);
    if (api.isEmpty()) {
      spec.finding(
          "action",
          "no API of the platform",
          "stackstate.automation.outputs.api.url to say where the role api runs");
    }
    return secrets -> {
      PlatformApi platform = api.orElseThrow();
      return http.delivery(
          timeout,
          new Auth.Token("ApiToken", PlatformApi.TOKEN),
          Optional.empty(),
          platform.account(),
          new ComponentAction(platform.uri(), action, transitions),
          templates);
    };
  }
}
