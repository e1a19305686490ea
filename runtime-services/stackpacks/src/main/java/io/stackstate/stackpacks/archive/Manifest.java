package io.stackstate.stackpacks.archive;

import java.util.List;
import java.util.Map;

/**
 * What {@code stackpack.conf} says (topology sheet, 7.2). Texts that are left out are null; URLs
 * without a scheme are files of the resources.
 *
 * @param configurationUrls page per status
 * @param dependencies minimum version per StackPack
 */
public record Manifest(
    String name,
    String displayName,
    SemVer version,
    boolean isNew,
    boolean isMultiConfig,
    List<String> categories,
    ReleaseStatus releaseStatus,
    String logoUrl,
    String overviewUrl,
    String detailedOverviewUrl,
    String releaseNotes,
    String upgradeInstructions,
    String docsUrl,
    Map<String, String> configurationUrls,
    List<Faq> faqs,
    List<Step> steps,
    List<Tile> integrations,
    Provision provision,
    Map<String, SemVer> dependencies) {

  public Manifest {
    categories = List.copyOf(categories);
    configurationUrls = Map.copyOf(configurationUrls);
    faqs = List.copyOf(faqs);
    steps = List.copyOf(steps);
    integrations = List.copyOf(integrations);
    dependencies = Map.copyOf(dependencies);
  }

  /** Names as the REST API has them. */
  public enum ReleaseStatus {
    AVAILABLE,
    ENABLED,
    COMING_SOON,
    HIDDEN,
    BROKEN
  }

  public record Faq(String question, String answer) {}

  /**
   * An input that is asked for at installation.
   *
   * @param defaultValue null = none, so the input must be given
   */
  public record Step(String name, String display, Input type, String defaultValue) {}

  /** Kinds of inputs; a password's value is never shown. */
  public enum Input {
    TEXT,
    PASSWORD
  }

  /** A tile of its own in the list of StackPacks. */
  public record Tile(
      String name,
      String displayName,
      String version,
      boolean isNew,
      String logoUrl,
      List<String> categories,
      String overviewUrl) {
    public Tile {
      categories = List.copyOf(categories);
    }
  }

  /** How an installation gets its nodes. */
  public sealed interface Provision {
    /** The class in {@code provisioning/<name>.groovy}. */
    record Script(String className) implements Provision {}

    /** Templates of newer packs, without a script; {@code instance} may be null. */
    record Templates(String shared, String instance) implements Provision {}
  }
}
