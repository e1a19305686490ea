package io.stackstate.automation.output.http;

import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;

/** A kind of output that is told by HTTP. */
public final class HttpKind implements OutputKind {
  private final HttpRuntime runtime;
  private final HttpSettingsReader settings;
  private final Reader reader;

  public HttpKind(HttpRuntime runtime, HttpSettingsReader settings, Reader reader) {
    this.runtime = runtime;
    this.settings = settings;
    this.reader = reader;
  }

  /** What a definition makes. */
  public record Read(HttpSettings settings, Protocol protocol) {}

  /** Reads the fields of one kind, and with {@code common} those of all. */
  @FunctionalInterface
  public interface Reader {
    Read read(SpecReader spec, HttpSettingsReader common);
  }

  @Override
  public Maker read(SpecReader spec, MessageTemplates templates) {
    Read read = reader.read(spec, settings);
    return secrets ->
        new HttpDelivery(runtime.endpoint(read.settings(), secrets), read.protocol(), templates);
  }
}
