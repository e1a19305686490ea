package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import io.stackstate.model.Json;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.elasticsearch.client.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client for Elasticsearch wherever it is at the moment: a node that is a child of this process
 * has another port after each of its starts. Thread-safe.
 */
public final class ElasticsearchConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchConnection.class);

  private final ElasticsearchSettings settings;
  private final Supplier<List<URI>> address;
  private List<URI> connected = List.of();
  private ElasticsearchTransport transport;
  private ElasticsearchClient client;

  /**
   * @param address where it is when settings name no hosts; empty when it is nowhere
   */
  public ElasticsearchConnection(ElasticsearchSettings settings, Supplier<List<URI>> address) {
    this.settings = settings;
    this.address = settings.hosts().isEmpty() ? address : settings::hosts;
  }

  /** Asks something of Elasticsearch. */
  @FunctionalInterface
  interface Request<T> {
    T send(ElasticsearchClient client) throws IOException;
  }

  /**
   * Sends a request.
   *
   * @throws StoreUnavailableException when it is away, is overloaded, or does not let us in
   * @throws IllegalStateException when it says that the request is wrong
   */
  <T> T send(Request<T> request) throws StoreUnavailableException {
    try {
      return request.send(client());
    } catch (ElasticsearchException e) {
      if (isPassing(e.status())) {
        throw new StoreUnavailableException(
            "Elasticsearch answers with status " + e.status() + ": " + e.error().reason(), e);
      }
      throw new IllegalStateException("Elasticsearch refuses a request: " + e.getMessage(), e);
    } catch (ResponseException e) {
      int status = e.getResponse().getStatusLine().getStatusCode();
      if (!isPassing(status)) {
        throw new IllegalStateException("Elasticsearch refuses a request: " + e.getMessage(), e);
      }
      throw new StoreUnavailableException("Elasticsearch answers with status " + status, e);
    } catch (TransportException e) {
      if (e.statusCode() > 0 && !isPassing(e.statusCode())) {
        throw new IllegalStateException("Elasticsearch refuses a request: " + e.getMessage(), e);
      }
      throw new StoreUnavailableException("Elasticsearch does not answer: " + reason(e), e);
    } catch (IOException e) {
      throw new StoreUnavailableException("Elasticsearch does not answer: " + reason(e), e);
    }
  }

  /** Whether the same request may be answered later. */
  static boolean isPassing(int status) {
    return status >= 500 || status == 429 || status == 401 || status == 403;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private synchronized ElasticsearchClient client() throws StoreUnavailableException, IOException {
    List<URI> now = address.get();
    if (now.isEmpty()) {
      throw new StoreUnavailableException(
          "there is no Elasticsearch: stackstate.elasticsearch.uri is empty, and none runs beside");
    }
    if (!now.equals(connected)) {
      disconnect();
      transport =
          new RestClientTransport(
              RestClients.create(settings, now), new JacksonJsonpMapper(Json.mapper().copy()));
      client = new ElasticsearchClient(transport);
      connected = now;
    }
    return client;
  }

  private void disconnect() {
    if (transport != null) {
      try {
        transport.close();
      } catch (IOException e) {
        LOG.debug("a connection to Elasticsearch did not close in order", e);
      }
      transport = null;
      connected = List.of();
    }
  }

  @Override
  public synchronized void close() {
    disconnect();
  }
}
