package io.stackstate.crds.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.crds.EventHandler;
import io.stackstate.crds.Integration;
import io.stackstate.crds.Monitor;
import io.stackstate.crds.ServiceToken;
import io.stackstate.crds.Settings;
import io.stackstate.crds.StackPack;
import io.stackstate.crds.View;
import io.stackstate.crds.instance.StackStateInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Build step: writes the CRDs onto the class path. With {@code -Dcrds.commit} also into the folders
 * where they are committed, and the reference in {@code docs}; a test holds those equal.
 */
public final class CrdMain {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.ofEntries(
          Map.entry(EventHandler.KIND, EventHandler.class),
          Map.entry(Integration.KIND, Integration.class),
          Map.entry(Monitor.KIND, Monitor.class),
          Map.entry(StackPack.KIND, StackPack.class),
          Map.entry(ServiceToken.KIND, ServiceToken.class),
          Map.entry(Settings.KIND, Settings.class),
          Map.entry(View.KIND, View.class),
          Map.entry(StackStateInstance.KIND, StackStateInstance.class));

  private CrdMain() {}

  /**
   * @param args folder on the class path; the file of the reference; the folders that hold
   *     committed copies of the CRDs
   */
  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[0]);
    Files.createDirectories(out);
    new CRDGenerator()
        .customResourceClasses(List.copyOf(KINDS.values()))
        .withPostProcessor(new CrdRefinement(KINDS))
        .inOutputDir(out.toFile())
        .detailedGenerate();
    if (Boolean.getBoolean("crds.commit")) {
      commit(out, Path.of(args[1]), Stream.of(args).map(Path::of).toList().subList(2, args.length));
    }
  }

  private static void commit(Path from, Path reference, List<Path> copies) throws IOException {
    for (Path folder : copies) {
      Files.createDirectories(folder);
      for (Path crd : in(from)) {
        Files.writeString(folder.resolve(crd.getFileName()), Files.readString(crd));
      }
    }
    Files.createDirectories(reference.getParent());
    Files.writeString(reference, reference(from));
  }

  /** The reference of all CRDs in a folder, in Markdown. */
  static String reference(Path crds) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    StringBuilder out = new StringBuilder(Reference.HEAD);
    for (Path crd : in(crds)) {
      JsonNode tree = yaml.readTree(Files.readString(crd));
      out.append(new Reference(tree).markdown());
    }
    return out.toString();
  }

  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".yml")).sorted().toList();
    }
  }
}
