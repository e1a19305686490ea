package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.crds.instance.LogFormat;
import io.stackstate.crds.instance.LogLevel;
import io.stackstate.crds.instance.Logging;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Logback configuration of all processes of an instance. It is read again while they run, so
 * its ConfigMap is not part of any checksum (deployment sheet, sections 2.7 and 10).
 */
final class LogSettings {
  static final String FOLDER = "/etc/stackstate-log";
  static final String FILE = FOLDER + "/logback.xml";

  /** What says too much, as in the configuration that the platform itself has. */
  private static final Map<String, LogLevel> QUIET =
      Map.of(
          "com.datastax.oss.driver", LogLevel.ERROR,
          "io.micrometer", LogLevel.ERROR,
          "io.netty.util.concurrent.DefaultPromise.rejectedExecution", LogLevel.OFF,
          "kafka.server.DefaultAutoTopicCreationManager", LogLevel.ERROR,
          "org.apache.kafka.clients.NetworkClient", LogLevel.ERROR,
          "org.apache.kafka.controller.QuorumController", LogLevel.OFF,
          "org.apache.kafka.controller.ReplicationControlManager", LogLevel.OFF,
          "org.janusgraph.diskstorage.log.kcvs.KCVSLog", LogLevel.ERROR,
          "org.janusgraph.util.system.IOUtils", LogLevel.ERROR,
          "org.reflections8", LogLevel.ERROR);

  private static final String TEXT =
      """
          <encoder>
            <pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} %msg%n%xEx{20}</pattern>
          </encoder>
      """;
  private static final String JSON =
      """
          <encoder class="ch.qos.logback.classic.encoder.JsonEncoder">
            <withSequenceNumber>false</withSequenceNumber>
            <withNanoseconds>false</withNanoseconds>
            <withContext>false</withContext>
            <withMessage>false</withMessage>
            <withArguments>false</withArguments>
            <withFormattedMessage>true</withFormattedMessage>
          </encoder>
      """;

  private LogSettings() {}

  static String name(Resolved instance) {
    return instance.name("log");
  }

  static HasMetadata configMap(Resolved instance) {
    return new ConfigMapBuilder()
        .withMetadata(instance.meta(name(instance)))
        .withData(Map.of("logback.xml", xml(instance.spec().logging())))
        .build();
  }

  static String xml(Logging logging) {
    Map<String, LogLevel> levels = new TreeMap<>(QUIET);
    levels.put("io.stackstate", logging.rootLevel());
    levels.putAll(logging.levels());
    StringBuilder out =
        new StringBuilder("<configuration scan=\"true\" scanPeriod=\"30 seconds\">\n");
    out.append("  <appender name=\"OUT\" class=\"ch.qos.logback.core.ConsoleAppender\">\n");
    out.append(indented(logging.format() == LogFormat.JSON ? JSON : TEXT));
    out.append("  </appender>\n");
    levels.forEach(
        (logger, level) ->
            out.append("  <logger name=\"%s\" level=\"%s\"/>\n".formatted(escaped(logger), level)));
    out.append("  <root level=\"WARN\">\n    <appender-ref ref=\"OUT\"/>\n  </root>\n");
    return out.append("</configuration>\n").toString();
  }

  private static String indented(String xml) {
    return xml.indent(4);
  }

  private static String escaped(String name) {
    return name.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
