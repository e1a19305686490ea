package io.stackstate.stackpacks.archive;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import io.stackstate.stackpacks.archive.Manifest.Faq;
import io.stackstate.stackpacks.archive.Manifest.Input;
import io.stackstate.stackpacks.archive.Manifest.Provision;
import io.stackstate.stackpacks.archive.Manifest.Step;
import io.stackstate.stackpacks.archive.Manifest.Tile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code stackpack.conf}. It includes no other file and sees neither environment nor system
 * properties, so an upload cannot read what is on the server.
 */
final class ManifestReader {
  static final String FILE = "stackpack.conf";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern CLASS = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
  private static final Pattern FILE_VERSION =
      Pattern.compile(".*?-(\\d+\\.\\d+(?:\\.\\d+)?(?:-[0-9A-Za-z.-]+)?)\\.sts");
  private static final Set<String> STATUSES =
      Set.of(
          "NOT_INSTALLED",
          "PROVISIONING",
          "WAITING_FOR_DATA",
          "INSTALLED",
          "DEPROVISIONING",
          "ERROR");

  private final ConfigFields fields;
  private final List<String> problems = new ArrayList<>();

  private ManifestReader(Config config) {
    this.fields = new ConfigFields(config, problems);
  }

  /**
   * @param archiveName of the uploaded file, which gives the version when the text has none
   */
  static Manifest read(String text, String archiveName) throws ArchiveException {
    ManifestReader reader = new ManifestReader(parse(text));
    Manifest manifest = reader.manifest(archiveName);
    if (!reader.problems.isEmpty()) {
      throw new ArchiveException(reader.problems);
    }
    return manifest;
  }

  private static Config parse(String text) throws ArchiveException {
    try {
      return ConfigFactory.parseString(
              text,
              ConfigParseOptions.defaults()
                  .setSyntax(ConfigSyntax.CONF)
                  .setOriginDescription(FILE)
                  .setIncluder(new NoIncludes()))
          .resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      throw new ArchiveException(e.getMessage());
    }
  }

  private Manifest manifest(String archiveName) {
    String name = fields.required("name");
    if (name != null && !NAME.matcher(name).matches()) {
      fields.problem(
          "name", "found \"" + name + "\", expected lower case letters, digits and hyphens");
    }
    return new Manifest(
        name,
        fields.required("displayName"),
        version(archiveName),
        fields.flag("isNew"),
        fields.flag("isMultiConfig"),
        fields.texts("categories"),
        fields.choice(
            "releaseStatus", Manifest.ReleaseStatus.class, Manifest.ReleaseStatus.AVAILABLE),
        fields.required("logoUrl"),
        fields.text("overviewUrl", "overview.md"),
        fields.text("detailedOverviewUrl", null),
        fields.text("releaseNotes", null),
        fields.text("upgradeInstructions", null),
        fields.text("docsUrl", null),
        configurationUrls(),
        faqs(),
        steps(),
        tiles(),
        provision(),
        dependencies());
  }

  private SemVer version(String archiveName) {
    String version = fields.text("version", null);
    if (version != null) {
      return SemVer.find(version)
          .orElseGet(
              () -> {
                fields.problem("version", "found \"" + version + "\", expected one like 1.2.3");
                return null;
              });
    }
    Matcher matcher = FILE_VERSION.matcher(archiveName);
    if (matcher.matches()) {
      return SemVer.parse(matcher.group(1));
    }
    fields.problem("version", "missing, and the file is not called <name>-<version>.sts");
    return null;
  }

  private Map<String, String> configurationUrls() {
    Map<String, String> urls = new LinkedHashMap<>();
    fields
        .map("configurationUrls")
        .forEach(
            (status, url) -> {
              if (STATUSES.contains(status)) {
                urls.put(status, url);
              } else {
                fields.problem(
                    "configurationUrls",
                    "found status " + status + ", expected one of " + STATUSES);
              }
            });
    return urls;
  }

  private List<Faq> faqs() {
    return fields.list("faqs").stream()
        .map(faq -> new Faq(faq.required("question"), faq.required("answer")))
        .toList();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigFields step : fields.list("steps")) {
      String name = step.required("name");
      if (name != null && !names.add(name)) {
        step.problem("name", "another step is called \"" + name + "\", too");
      }
      ConfigFields value = step.child("value");
      Input type = value.choice("type", Input.class, Input.TEXT);
      String defaultValue = value.text("default", null);
      if (type == Input.PASSWORD && defaultValue != null) {
        value.problem("default", "found one, expected none for a password");
      }
      steps.add(new Step(name, step.text("display", name), type, defaultValue));
    }
    return steps;
  }

  private List<Tile> tiles() {
    return fields.list("integrations").stream()
        .map(
            tile ->
                new Tile(
                    tile.required("name"),
                    tile.text("displayName", tile.text("name", null)),
                    tile.text("version", null),
                    tile.flag("isNew"),
                    tile.text("logoUrl", null),
                    tile.texts("categories"),
                    tile.text("overviewUrl", null)))
        .toList();
  }

  private Provision provision() {
    if (fields.isObject("provision")) {
      ConfigFields provision = fields.child("provision");
      String shared = provision.child("sharedTemplate").text("templatePath", null);
      String instance = provision.child("instanceTemplate").text("templatePath", null);
      if (shared == null && instance == null) {
        fields.problem("provision", "missing, expected the path of a template");
      }
      return new Provision.Templates(shared, instance);
    }
    String name = fields.required("provision");
    if (name != null && !CLASS.matcher(name).matches()) {
      fields.problem("provision", "found \"" + name + "\", expected the name of a class");
    }
    return new Provision.Script(name);
  }

  private Map<String, SemVer> dependencies() {
    Map<String, SemVer> dependencies = new LinkedHashMap<>();
    fields
        .map("dependencies")
        .forEach(
            (name, version) ->
                SemVer.find(version)
                    .ifPresentOrElse(
                        found -> dependencies.put(name, found),
                        () ->
                            fields.problem(
                                "dependencies",
                                name + ": found \"" + version + "\", expected one like 1.2.3")));
    return dependencies;
  }
}
