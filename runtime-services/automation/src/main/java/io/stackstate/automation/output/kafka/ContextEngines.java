package io.stackstate.automation.output.kafka;

import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;

/** Lets Kafka encrypt with a context that is given to it in its settings. Thread-safe. */
public final class ContextEngines implements SslEngineFactory {
  static final String CONTEXT = "stackstate.ssl.context";
  static final String MIN_VERSION = "stackstate.ssl.min.version";

  private SSLContext context;
  private String minVersion;

  @Override
  public void configure(Map<String, ?> settings) {
    context = (SSLContext) settings.get(CONTEXT);
    minVersion = (String) settings.get(MIN_VERSION);
  }

  @Override
  public SSLEngine createClientSslEngine(String host, int port, String identification) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(identification);
    parameters.setProtocols(
        minVersion.equals("TLSv1.3")
            ? new String[] {"TLSv1.3"}
            : new String[] {"TLSv1.2", "TLSv1.3"});
    engine.setSSLParameters(parameters);
    return engine;
  }

  @Override
  public SSLEngine createServerSslEngine(String host, int port) {
    throw new UnsupportedOperationException("only clients are encrypted");
  }

  @Override
  public boolean shouldBeRebuilt(Map<String, Object> settings) {
    return false;
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return Set.of();
  }

  @Override
  public KeyStore keystore() {
    return null;
  }

  @Override
  public KeyStore truststore() {
    return null;
  }

  @Override
  public void close() {
    // A context holds nothing that must be given back.
  }
}
