package io.stackstate.automation.output.http;

import io.stackstate.automation.output.SecretSource;
import java.util.Map;

/** The HTTP side of one output: its settings, its connections, its token. Thread-safe. */
public final class HttpEndpoint implements AutoCloseable {
  private final HttpRuntime runtime;
  private final HttpSettings settings;
  private final SecretSource secrets;
  private final Transport transport;
  private final OAuth2Tokens tokens;

  HttpEndpoint(HttpRuntime runtime, HttpSettings settings, SecretSource secrets) {
    this.runtime = runtime;
    this.settings = settings;
    this.secrets = secrets;
    this.transport = new Transport(settings, runtime.guard());
    this.tokens = new OAuth2Tokens(runtime.clock());
  }

  public HttpSettings settings() {
    return settings;
  }

  /** The secrets for one delivery. */
  public ReadSecrets secrets() {
    return new ReadSecrets(secrets);
  }

  /**
   * For the calls of one delivery.
   *
   * @param headers for each of them
   */
  public Exchange exchange(ReadSecrets read, Map<String, String> headers) {
    Wire wire = new Wire(runtime, settings, transport, read);
    return new Exchange(settings, wire, tokens, read, headers, runtime.clock());
  }

  @Override
  public void close() {
    transport.close();
  }
}
