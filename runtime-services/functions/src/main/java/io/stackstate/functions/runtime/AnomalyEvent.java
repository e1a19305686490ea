package io.stackstate.functions.runtime;

import com.stackstate.structtype.StructType;
import io.stackstate.functions.sandbox.PlainValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The event that a check function is called with (health sheet, section 2.4; query sheet, section
 * 7.1): that a metric stream has an anomaly, or that it has none.
 */
public final class AnomalyEvent implements PlainValue {
  private final Map<String, Object> fields;

  /**
   * @param fields {@code identifier}, {@code elementIdentifiers}, {@code category}, {@code type},
   *     {@code name}, {@code description}, {@code eventTimestamp}, {@code observedTimestamp},
   *     {@code tags} and {@code data}
   */
  public AnomalyEvent(Map<?, ?> fields) {
    this.fields = Copies.map(fields);
  }

  public Object getIdentifier() {
    return fields.get("identifier");
  }

  public Object getElementIdentifiers() {
    return fields.getOrDefault("elementIdentifiers", List.of());
  }

  public Object getCategory() {
    return fields.get("category");
  }

  /** {@code Metric Stream Anomaly} or {@code Metric Stream No Anomaly}. */
  public Object getType() {
    return fields.get("type");
  }

  public Object getName() {
    return fields.get("name");
  }

  public Optional<Object> getDescription() {
    return Optional.ofNullable(fields.get("description"));
  }

  /** When it happened, epoch milliseconds. */
  public Object getEventTimestamp() {
    return fields.get("eventTimestamp");
  }

  /** When the platform received it, epoch milliseconds. */
  public Object getObservedTimestamp() {
    return fields.get("observedTimestamp");
  }

  /** Texts such as {@code anomalyDirection:RISE}. */
  public Object getTags() {
    return fields.getOrDefault("tags", List.of());
  }

  public Data getData() {
    return new Data(fields.get("data") instanceof Map<?, ?> data ? data : Map.of());
  }

  @Override
  public Object toPlain() {
    return new LinkedHashMap<>(fields);
  }

  @Override
  public String toString() {
    return String.valueOf(fields);
  }

  /** What the detector says; null for what it does not say, as of a stream without an anomaly. */
  public static final class Data implements PlainValue {
    private final Map<?, ?> fields;

    Data(Map<?, ?> fields) {
      this.fields = fields;
    }

    /** {@code LOW}, {@code MEDIUM} or {@code HIGH}. */
    public Object getSeverity() {
      return fields.get("severity");
    }

    /** From 0 to 1. */
    public Object getSeverityScore() {
      return fields.get("severityScore");
    }

    public Object getExplanation() {
      return fields.get("explanation");
    }

    public Interval getCheckedInterval() {
      return interval("checkedInterval");
    }

    public Interval getEventTimeInterval() {
      return interval("eventTimeInterval");
    }

    public Object getStreamName() {
      return fields.get("streamName");
    }

    public Object getElementName() {
      return fields.get("elementName");
    }

    /** A number, also when it was sent as text. */
    public Object getStreamId() {
      Object id = fields.get("streamId");
      if (id instanceof Number number) {
        return number.longValue();
      }
      return id instanceof String text && text.matches("\\d{1,18}") ? Long.valueOf(text) : id;
    }

    /** All of it as a struct, for what an event has besides. */
    public StructType getData() {
      return StructType.wrapMap(Copies.map(fields));
    }

    private Interval interval(String name) {
      return fields.get(name) instanceof Map<?, ?> interval ? new Interval(interval) : null;
    }

    @Override
    public Object toPlain() {
      return Copies.map(fields);
    }

    @Override
    public String toString() {
      return String.valueOf(fields);
    }
  }

  /** A span of time, epoch milliseconds. */
  public static final class Interval implements PlainValue {
    private final Map<?, ?> fields;

    Interval(Map<?, ?> fields) {
      this.fields = fields;
    }

    public Object getStartTimestamp() {
      return fields.get("startTimestamp");
    }

    public Object getEndTimestamp() {
      return fields.get("endTimestamp");
    }

    @Override
    public Object toPlain() {
      return Copies.map(fields);
    }

    @Override
    public String toString() {
      return String.valueOf(fields);
    }
  }
}
