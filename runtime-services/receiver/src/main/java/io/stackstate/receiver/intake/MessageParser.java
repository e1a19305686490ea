package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.receiver.intake.TopologyAssembly.Header;
import java.io.IOException;
import java.util.List;

/** Reads one message from its first to its last byte, once. */
final class MessageParser {
  private static final int MAX_HOST_CHARACTERS = 1024;

  private final JsonFactory factory;
  private final JsonInput in;
  private final Elements elements;
  private final Limits limits;

  private String internalHostname;
  private long collectionMillis = PendingDraft.NO_TIME;
  private String apiKey;

  MessageParser(JsonFactory factory, JsonInput in, Elements elements, Limits limits) {
    this.factory = factory;
    this.in = in;
    this.elements = elements;
    this.limits = limits;
  }

  void parse(Format format, List<Header> headers, boolean headersKnown)
      throws IOException, IntakeFault {
    if (in.next() == null) {
      throw in.intakeFault("", "the body is empty");
    }
    MetricSink metrics = new MetricSink(elements, limits.strictMetricNames());
    switch (format) {
      case INTAKE ->
          intake(
              new TopologiesParser(factory, in, elements, headers, headersKnown),
              new MetricParser(in, elements, metrics),
              new EventParser(in, elements));
      case SERIES -> new SeriesParser(in, elements, metrics).parse();
      case CHECK_RUN -> new ServiceCheckParser(in, elements).parse();
    }
    if (in.next() != null) {
      throw in.intakeFault("", "the body goes on behind its JSON value");
    }
  }

  /** Null before it was read. */
  String internalHostname() {
    return internalHostname;
  }

  /** The key in the body; null when there is none. */
  String apiKey() {
    return apiKey;
  }

  /** What the message said of itself. */
  Envelope envelope(long receivedMillis) {
    return new Envelope(
        internalHostname == null ? "" : internalHostname,
        collectionMillis == PendingDraft.NO_TIME ? receivedMillis : collectionMillis,
        receivedMillis);
  }

  private void intake(TopologiesParser topologies, MetricParser metrics, EventParser events)
      throws IOException, IntakeFault {
    if (!in.object()) {
      in.fault("", "expected an object, found null");
      in.throwFault();
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "internalHostname" -> internalHostname = in.text();
        case "collection_timestamp" -> collectionMillis = time();
        case "apiKey" -> apiKey = key();
        case "topologies" -> topologies.parse();
        case "metrics" -> metrics.parse();
        case "events" -> events.parse();
        case "health" -> new HealthParser(in, elements, limits).parse();
        case "service_checks" -> new ServiceCheckParser(in, elements).parse();
        default -> in.ignore();
      }
      in.throwFault();
    }
    requireHost();
  }

  private void requireHost() throws IntakeFault {
    if (internalHostname == null || internalHostname.isBlank()) {
      throw in.intakeFault("internalHostname", "is missing");
    }
    if (internalHostname.length() > MAX_HOST_CHARACTERS) {
      throw in.intakeFault(
          "internalHostname", "is longer than " + MAX_HOST_CHARACTERS + " characters");
    }
  }

  private long time() throws IOException {
    Double number = in.number();
    long millis = number == null ? PendingDraft.NO_TIME : Timestamps.millis(number);
    if (millis == Timestamps.INVALID) {
      in.fault(in.path(), "is not a time");
    }
    return millis;
  }

  private String key() throws IOException {
    if (in.is(JsonToken.VALUE_STRING)) {
      return in.text();
    }
    in.ignore();
    return null;
  }
}
