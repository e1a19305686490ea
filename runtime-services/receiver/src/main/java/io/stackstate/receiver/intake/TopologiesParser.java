package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonFactory;
import io.stackstate.receiver.intake.TopologyAssembly.Header;
import java.io.IOException;
import java.util.List;

/** Reads the array {@code topologies} of the intake message (intake sheet, section 6.2). */
final class TopologiesParser {
  private static final int MAX_INSTANCE_CHARACTERS = 2048;

  private final JsonInput in;
  private final Elements elements;
  private final TopologyParser parser;
  private final List<Header> headers;
  private final boolean headersKnown;
  private int count;

  private Instance instance;
  private boolean start;
  private boolean stop;
  private int phase;
  private boolean ordered;

  /**
   * @param headers filled by the first reading of a message, used by the second
   */
  TopologiesParser(
      JsonFactory factory,
      JsonInput in,
      Elements elements,
      List<Header> headers,
      boolean headersKnown)
      throws IOException {
    this.in = in;
    this.elements = elements;
    this.headers = headers;
    this.headersKnown = headersKnown;
    parser = new TopologyParser(factory, in, elements);
  }

  void parse() throws IOException, IntakeFault {
    if (in.array()) {
      while (in.nextElement()) {
        topology();
      }
    }
    in.throwFault();
  }

  private void topology() throws IOException, IntakeFault {
    instance = null;
    start = false;
    stop = false;
    phase = 0;
    ordered = true;
    TopologyAssembly assembly =
        new TopologyAssembly(elements, headersKnown ? headers.get(count) : null);
    assembly.begin(in.path());
    if (!in.object()) {
      in.fault(in.path(), "expected an object, found null");
      in.throwFault();
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      field(field, assembly);
      in.throwFault();
    }
    if (instance == null) {
      throw in.intakeFault(in.path("instance"), "is missing");
    }
    Header header = new Header(instance, start, stop, ordered);
    assembly.end(header, in.path());
    if (!headersKnown) {
      headers.add(header);
      elements.charge(instance.json().length + TopologyDraft.OVERHEAD);
    }
    count++;
  }

  private void field(String field, TopologyAssembly assembly) throws IOException, IntakeFault {
    switch (field) {
      case "start_snapshot" -> start = in.flag();
      case "stop_snapshot" -> stop = in.flag();
      case "instance" -> readInstance();
      case "components" -> {
        if (beginArray(1)) {
          parser.components(assembly);
        }
      }
      case "relations" -> {
        if (beginArray(2)) {
          parser.relations(assembly);
        }
      }
      case "delete_ids" -> {
        if (beginArray(3)) {
          parser.deletes(assembly);
        }
      }
      default -> in.ignore();
    }
  }

  private boolean beginArray(int newPhase) throws IOException {
    boolean array = in.array();
    if (array) {
      ordered &= newPhase >= phase;
      phase = Math.max(phase, newPhase);
    }
    return array;
  }

  private void readInstance() throws IOException, IntakeFault {
    String type = null;
    String url = null;
    if (in.object()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        switch (field) {
          case "type" -> type = in.text();
          case "url" -> url = in.text();
          default -> in.ignore();
        }
      }
      in.throwFault();
      requireText(type, "type");
      requireText(url, "url");
      instance = Instance.of(type, url);
    }
  }

  private void requireText(String value, String field) throws IntakeFault {
    if (value == null || value.isBlank()) {
      throw in.intakeFault(in.path(field), "is missing");
    }
    if (value.length() > MAX_INSTANCE_CHARACTERS) {
      throw in.intakeFault(
          in.path(field), "is longer than " + MAX_INSTANCE_CHARACTERS + " characters");
    }
  }
}
