package io.stackstate.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import com.typesafe.config.Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.stackstate.server.StartException;
import io.stackstate.server.role.Lineup;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The one HTTP server of the process. It listens from the beginning, with the probes only, so that
 * a port that is in use is found before anything else starts and probes are answered during a long
 * start; {@link #open} adds the services.
 */
public final class FrontDoor implements AutoCloseable {
  private static final List<String> RECEIVER_PORT_PATHS =
      List.of("/stsAgent", "/receiver", "/liveness", "/readiness", "/metrics");

  private final Probes probes;
  private final Server server;
  private final InetSocketAddress address;
  private final ServerPort main;
  private final Optional<ServerPort> receiver;

  /**
   * @param config all of it; read is {@code stackstate.server}
   * @param lineup whose state the probes tell
   * @param withReceiver whether there is a port for the receiver alone
   */
  public FrontDoor(
      Config config, Lineup lineup, PrometheusMeterRegistry metrics, boolean withReceiver) {
    probes = new Probes(lineup, metrics);
    String host = config.getString("stackstate.server.host");
    address = new InetSocketAddress(host, port(config, "port"));
    if (address.isUnresolved()) {
      throw new StartException("stackstate.server.host: no such host or address: " + host);
    }
    ServerBuilder builder = Server.builder();
    main = new ServerPort(address, SessionProtocol.HTTP);
    builder.port(main);
    receiver = withReceiver ? Optional.of(second(config)) : Optional.empty();
    receiver.ifPresent(builder::port);
    Duration drain = config.getDuration("stackstate.server.drainTimeout");
    builder.gracefulShutdownTimeout(Duration.ofMillis(Math.min(200, drain.toMillis())), drain);
    probes.bind(builder);
    builder.serviceUnder("/", (context, request) -> notYet());
    server = builder.build();
  }

  private ServerPort second(Config config) {
    return new ServerPort(
        new InetSocketAddress(address.getAddress(), port(config, "receiverPort")),
        SessionProtocol.HTTP);
  }

  private static int port(Config config, String key) {
    int port = config.getInt("stackstate.server." + key);
    if (port < 0 || port > 65535) {
      throw new StartException(
          "stackstate.server.%s: found %d, expected 0 to 65535".formatted(key, port));
    }
    return port;
  }

  private static HttpResponse notYet() {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.SERVICE_UNAVAILABLE)
            .contentType(MediaType.PLAIN_TEXT_UTF_8)
            .set(HttpHeaderNames.RETRY_AFTER, "2")
            .build(),
        com.linecorp.armeria.common.HttpData.ofUtf8("starting\n"));
  }

  /**
   * Begins to listen.
   *
   * @throws StartException when a port is in use or may not be used
   */
  public void listen() {
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw explain(e);
    }
  }

  private StartException explain(CompletionException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof BindException)) {
      cause = cause.getCause();
    }
    // Netty puts its call and error number before the reason.
    String reason = String.valueOf(cause.getMessage()).replaceFirst("^bind\\(.*\\): ", "");
    String ports =
        receiver
            .map(port -> "ports " + configured(main) + " and " + configured(port))
            .orElseGet(() -> "port " + configured(main));
    return new StartException(
        "cannot listen on %s, %s: %s; choose others with --port and --receiver-port"
            .formatted(address.getHostString(), ports, reason),
        e);
  }

  /** Replaces the answer "starting" by the services that {@code bindings} bring. */
  public void open(List<Consumer<ServerBuilder>> bindings) {
    server.reconfigure(
        builder -> {
          probes.bind(builder);
          bindings.forEach(binding -> binding.accept(builder));
          builder.decorator(
              (delegate, context, request) -> {
                InetSocketAddress local = context.localAddress();
                return isReceiverPort(local.getPort()) && !isReceiverPath(context.path())
                    ? HttpResponse.of(HttpStatus.NOT_FOUND)
                    : delegate.serve(context, request);
              });
        });
  }

  /** When both are the same number there is but one, and it serves everything. */
  private boolean isReceiverPort(int port) {
    return receiver.isPresent() && port == receiverPort() && port != port();
  }

  private static boolean isReceiverPath(String path) {
    return RECEIVER_PORT_PATHS.stream().anyMatch(path::startsWith);
  }

  /** The port that was configured, or the one taken for 0. */
  public int port() {
    return actual(main);
  }

  /** Likewise of the receiver alone; 0 when it has none. */
  public int receiverPort() {
    return receiver.map(FrontDoor::actual).orElse(0);
  }

  private static int configured(ServerPort port) {
    return port.localAddress().getPort();
  }

  private static int actual(ServerPort port) {
    return configured(port) != 0 ? configured(port) : port.actualPort();
  }

  /** What a client on this machine uses. */
  public String url() {
    boolean any = address.getAddress().isAnyLocalAddress();
    String host = any ? "127.0.0.1" : address.getHostString();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /** Accepts nothing new and waits for what is in flight. */
  @Override
  public void close() {
    server.stop().join();
  }
}
