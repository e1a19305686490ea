package io.stackstate.crds.instance;

/**
 * The rules of a {@link StackStateInstanceSpec} across its parts, as the API server checks them
 * (deployment sheet, section 12.13). Where a part is absent, its default counts.
 */
final class InstanceRules {
  private static final String LAYOUT =
      "(has(self.layout) ? self.layout : (self.mode == 'Trial' ? 'Monolith' : 'Split'))";
  private static final String OLD_LAYOUT =
      "(has(oldSelf.layout) ? oldSelf.layout : (oldSelf.mode == 'Trial' ? 'Monolith' : 'Split'))";
  private static final String KAFKA =
      "(has(self.kafka) ? self.kafka.type : (self.mode == 'HA' ? 'Strimzi' : 'Embedded'))";
  private static final String OLD_KAFKA =
      "(has(oldSelf.kafka) ? oldSelf.kafka.type"
          + " : (oldSelf.mode == 'HA' ? 'Strimzi' : 'Embedded'))";
  private static final String GRAPH = "(has(self.graph) ? self.graph.backend : 'BerkeleyJE')";
  private static final String OLD_GRAPH =
      "(has(oldSelf.graph) ? oldSelf.graph.backend : 'BerkeleyJE')";
  private static final String HA = "self.mode == 'HA'";

  static final String HA_GRAPH = "!(" + HA + ") || " + GRAPH + " == 'CQL'";
  static final String HA_GRAPH_MESSAGE =
      "spec.mode HA needs spec.graph.backend CQL: BerkeleyJE has one owner, which is not highly"
          + " available";

  static final String HA_KAFKA = "!(" + HA + ") || " + KAFKA + " != 'Embedded'";
  static final String HA_KAFKA_MESSAGE =
      "spec.mode HA needs spec.kafka.type Strimzi or External: Embedded is one broker";

  static final String HA_ELASTICSEARCH =
      "!(" + HA + ") || !has(self.elasticsearch) || self.elasticsearch.type != 'Embedded'";
  static final String HA_ELASTICSEARCH_MESSAGE =
      "spec.mode HA needs spec.elasticsearch.type ECK or External: Embedded is one node";

  static final String HA_LAYOUT = "!(" + HA + ") || " + LAYOUT + " == 'Split'";
  static final String HA_LAYOUT_MESSAGE =
      "spec.mode HA needs spec.layout Split: Monolith is one pod";

  static final String PROFILE =
      "!has(self.profile) || self.profile.endsWith('-ha') == (" + HA + ")";
  static final String PROFILE_MESSAGE =
      "spec.profile must fit spec.mode: profiles that end in -ha belong to mode HA, the others to"
          + " NonHA and Trial";

  static final String MONOLITH_SERVICES =
      LAYOUT
          + " == 'Split' || !has(self.services) || !(has(self.services.receiver)"
          + " || has(self.services.synchronization) || has(self.services.api)"
          + " || has(self.services.kafka))";
  static final String MONOLITH_SERVICES_MESSAGE =
      "spec.layout Monolith has one process: set spec.services.server, not receiver,"
          + " synchronization, api or kafka";

  static final String SPLIT_SERVICES =
      LAYOUT + " == 'Monolith' || !has(self.services) || !has(self.services.server)";
  static final String SPLIT_SERVICES_MESSAGE =
      "spec.services.server needs spec.layout Monolith: with Split set receiver, synchronization,"
          + " api or kafka";

  static final String KAFKA_SERVICE =
      KAFKA + " == 'Embedded' || !has(self.services) || !has(self.services.kafka)";
  static final String KAFKA_SERVICE_MESSAGE = "spec.services.kafka needs spec.kafka.type Embedded";

  static final String ONE_VOLUME =
      LAYOUT
          + " == 'Split' || "
          + GRAPH
          + " == 'CQL' || !has(self.kafka) || !has(self.kafka.embedded)"
          + " || !has(self.kafka.embedded.storage)";
  static final String ONE_VOLUME_MESSAGE =
      "spec.kafka.embedded.storage is not used with layout Monolith and backend BerkeleyJE: both"
          + " lie on the volume of spec.graph.berkeleyje.storage";

  static final String TOPICS_POLICY =
      "!has(self.deletionPolicy) || self.deletionPolicy.topics == 'Retain' || (has(self.kafka)"
          + " && has(self.kafka.strimzi) && self.kafka.strimzi.adopt)";
  static final String TOPICS_POLICY_MESSAGE =
      "spec.deletionPolicy.topics Delete needs spec.kafka.strimzi.adopt: topics of an External"
          + " Kafka are never deleted, others go with their cluster";

  static final String SAME_LAYOUT = LAYOUT + " == " + OLD_LAYOUT;
  static final String SAME_LAYOUT_MESSAGE =
      "spec.layout is immutable, also when it follows from spec.mode: data would be left behind on"
          + " the volumes of the other layout; to change spec.mode set spec.layout to what it was";

  static final String SAME_KAFKA = KAFKA + " == " + OLD_KAFKA;
  static final String SAME_KAFKA_MESSAGE =
      "spec.kafka.type is immutable, also when it follows from spec.mode: the change log would be"
          + " left behind; to change spec.mode set spec.kafka.type to what it was";

  static final String SAME_GRAPH = GRAPH + " == " + OLD_GRAPH;
  static final String SAME_GRAPH_MESSAGE =
      "spec.graph.backend is immutable: the graph would be left behind";

  private InstanceRules() {}
}
