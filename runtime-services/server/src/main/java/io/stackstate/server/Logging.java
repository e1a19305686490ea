package io.stackstate.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.status.Status;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes, in which form, and how much of it: {@code stackstate.logging}. Text for
 * people goes to the terminal, in short, and to a file of the data directory; where there is none,
 * in full to the terminal. JSON goes to standard output alone, an object a line.
 */
record Logging(boolean json, Level root, Map<String, Level> levels) {
  private static final String SECTION = "stackstate.logging";

  /**
   * @throws ConfigException that names the key
   */
  static Logging of(Config root) {
    Config section = root.getConfig(SECTION);
    String format = section.getString("format");
    if (!format.equals("text") && !format.equals("json")) {
      throw wrong("format", "found " + format + ", expected text or json");
    }
    Map<String, Level> levels =
        section.getConfig("levels").entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> String.join(".", ConfigUtil.splitPath(e.getKey())),
                    e -> level("levels." + e.getKey(), e.getValue().unwrapped().toString())));
    return new Logging(
        format.equals("json"), level("rootLevel", section.getString("rootLevel")), levels);
  }

  private static Level level(String key, String text) {
    Level level = Level.toLevel(text.toUpperCase(Locale.ROOT), null);
    if (level == null) {
      throw wrong(key, "found " + text + ", expected TRACE, DEBUG, INFO, WARN, ERROR or OFF");
    }
    return level;
  }

  private static ConfigException wrong(String key, String problem) {
    return new ConfigException.BadValue(SECTION + "." + key, problem);
  }

  /**
   * Must come before the first logger is made: {@code logback.xml} reads what is set here.
   *
   * @param directory for log files
   */
  void install(Optional<Path> directory) {
    boolean file = !json && directory.isPresent();
    directory.ifPresent(path -> System.setProperty("stackstate.logs", path.toString()));
    String full = json ? "JSON" : "FULL";
    System.setProperty("stackstate.log.ours", file ? "CONSOLE" : full);
    System.setProperty("stackstate.log.others", file ? "CONSOLE_ERRORS" : full);
    System.setProperty("stackstate.log.failure", file ? "FILE" : full);
    System.setProperty("stackstate.log.file", file ? "FILE" : "NONE");
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger logger) {
      logger.getLoggerContext().getStatusManager().getCopyOfStatusList().stream()
          .filter(status -> status.getLevel() == Status.ERROR)
          .forEach(status -> System.err.println("stackstate: logging: " + status.getMessage()));
      logger.setLevel(root);
      levels.forEach((name, level) -> logger.getLoggerContext().getLogger(name).setLevel(level));
    }
  }
}
