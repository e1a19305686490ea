package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.Layout;
import io.stackstate.crds.instance.Mode;
import io.stackstate.crds.instance.Profile;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.StackStateInstanceSpec;
import io.stackstate.crds.instance.UpgradeStrategy;
import io.stackstate.operator.content.InvalidSpecException;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes the choices that a spec leaves open (deployment sheet, sections 1.3 and 12). */
final class Resolution {
  /** Holds the name of the version that may be installed when upgrades are manual. */
  static final String APPROVAL = "stackstate.io/approve-upgrade";

  /** The longest name of an object of ours adds 18 characters; a Service may have 63. */
  private static final int MAX_NAME = 45;

  private static final Pattern URL = Pattern.compile("https?://[^\\s/?#:]+(:[0-9]{1,5})?/?");

  private Resolution() {}

  static Resolved of(StackStateInstance instance, InstanceFacts facts) throws InvalidSpecException {
    if (instance.getSpec() == null) {
      throw new InvalidSpecException("spec: required, but absent");
    }
    String name = instance.getMetadata().getName();
    if (name.length() > MAX_NAME || name.contains(".")) {
      throw new InvalidSpecException(
          "metadata.name: found \"%s\", expected at most %d characters without dots"
              .formatted(name, MAX_NAME));
    }
    StackStateInstanceSpec spec = CompleteSpec.of(instance.getSpec());
    if (spec.mode() == Mode.HA && spec.graph().cql() == null) {
      throw new InvalidSpecException(
          "spec.graph.backend: found BerkeleyJE, expected CQL because spec.mode is HA");
    }
    if (spec.elasticsearch().external() != null) {
      for (String url : spec.elasticsearch().external().urls()) {
        if (!URL.matcher(url).matches()) {
          throw new InvalidSpecException(
              "spec.elasticsearch.external.urls: found \"%s\", expected https://host:port"
                  .formatted(url));
        }
      }
    }
    for (String topic : spec.kafka().topics().keySet()) {
      if (!TopicCatalog.knows(topic)) {
        throw new InvalidSpecException(
            "spec.kafka.topics: found %s, expected one of %s"
                .formatted(topic, TopicCatalog.names()));
      }
    }
    return new Resolved(
        instance,
        spec,
        facts,
        layout(spec),
        Sizes.of(profile(spec)),
        version(instance, spec, facts));
  }

  private static Layout layout(StackStateInstanceSpec spec) {
    if (spec.layout() != null) {
      return spec.layout();
    }
    return spec.mode() == Mode.Trial ? Layout.Monolith : Layout.Split;
  }

  private static Profile profile(StackStateInstanceSpec spec) {
    if (spec.profile() != null) {
      return spec.profile();
    }
    return switch (spec.mode()) {
      case HA -> Profile.HA_150;
      case NonHA -> Profile.NONHA_10;
      case Trial -> Profile.TRIAL;
    };
  }

  /**
   * What was asked for; what runs instead of one that was taken back, and with manual upgrades
   * until the annotation approves it.
   */
  private static String version(
      StackStateInstance instance, StackStateInstanceSpec spec, InstanceFacts facts) {
    String wanted = spec.version() == null ? facts.release().version() : spec.version();
    if (facts.observed().rolledBackFrom().filter(wanted::equals).isPresent()) {
      return facts.observed().version().orElse(wanted);
    }
    if (spec.upgrade().strategy() == UpgradeStrategy.Automatic) {
      return wanted;
    }
    Map<String, String> annotations = instance.getMetadata().getAnnotations();
    boolean approved = annotations != null && wanted.equals(annotations.get(APPROVAL));
    return approved ? wanted : facts.observed().version().orElse(wanted);
  }
}
