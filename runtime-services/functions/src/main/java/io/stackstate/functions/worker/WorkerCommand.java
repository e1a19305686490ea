package io.stackstate.functions.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import groovy.json.JsonSlurper;
import groovy.lang.GroovyObject;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.model.Json;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.slf4j.LoggerFactory;

/**
 * How a worker is started: with this Java, the few libraries that functions need, little memory, an
 * empty environment and an empty directory to work in.
 */
final class WorkerCommand {
  private WorkerCommand() {}

  static ProcessBuilder builder(WorkerSettings settings, Path directory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(settings, directory));
    command.add("-cp");
    command.add(classPath());
    command.add(WorkerMain.class.getName());
    Limits limits = settings.limits();
    command.add(Long.toString(limits.time().toMillis()));
    command.add(Integer.toString(limits.depth()));
    command.add(Long.toString(limits.allocatedBytes()));
    command.add(Integer.toString(limits.length()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // Secrets reach the parent as environment variables.
    builder.environment().clear();
    return builder;
  }

  private static List<String> options(WorkerSettings settings, Path directory) {
    return List.of(
        "-Xmx" + settings.heapMegabytes() + "m",
        "-Xms16m",
        "-XX:MaxMetaspaceSize=96m",
        "-XX:ReservedCodeCacheSize=48m",
        "-XX:MaxDirectMemorySize=1m",
        "-XX:+UseSerialGC",
        "-XX:ActiveProcessorCount=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "-Djava.io.tmpdir=" + directory,
        "-Dslf4j.internal.verbosity=ERROR",
        "-Dfile.encoding=UTF-8");
  }

  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    Stream.of(
            WorkerMain.class,
            Json.class,
            io.stackstate.model.change.HealthState.class,
            GroovyObject.class,
            JsonSlurper.class,
            ClassReader.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonInclude.class,
            LoggerFactory.class)
        .map(WorkerCommand::place)
        .forEach(places::add);
    return String.join(File.pathSeparator, places);
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
