package io.stackstate.automation.output.mail;

import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The kind {@code email}. */
public final class Email implements OutputKind {
  private final HttpRuntime runtime;
  private final Optional<MailServer> usual;

  /**
   * @param usual the server for definitions that name none
   */
  public Email(HttpRuntime runtime, Optional<MailServer> usual) {
    this.runtime = runtime;
    this.usual = usual;
  }

  @Override
  public Maker read(SpecReader spec, MessageTemplates templates) {
    List<String> to = Addresses.list(spec, "to");
    if (to.isEmpty()) {
      spec.finding("to", "nothing", "at least one address");
    }
    List<String> cc = Addresses.list(spec, "cc");
    Optional<String> prefix = spec.optionalText("subjectPrefix", 100);
    Duration timeout =
        spec.duration(
            "timeout", Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(15));
    Optional<MailServer> server = spec.object("server").map(MailServer::read).or(() -> usual);
    if (server.isEmpty()) {
      spec.finding("server", "nothing", "one, here or in the configuration (stackstate.email)");
    }
    return secrets ->
        new EmailDelivery(
            new Smtp(runtime, server.orElseThrow(), timeout),
            new MailText(templates, to, cc, prefix, server.orElseThrow().sender()),
            secrets);
  }
}
