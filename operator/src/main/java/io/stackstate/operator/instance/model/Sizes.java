package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.Profile;

/**
 * Defaults by profile (deployment sheet, sections 1.3 and 2.1, for the processes that we have).
 *
 * @param kafka of the embedded broker, and of each broker that Strimzi runs
 * @param elasticsearch of the embedded node, and of each node that Elastic's operator runs
 * @param kafkaVolume {@code graphVolume} and {@code elasticsearchVolume} likewise
 */
record Sizes(
    Size receiver,
    Size synchronization,
    Size api,
    Size server,
    Size kafka,
    Size elasticsearch,
    String graphVolume,
    String kafkaVolume,
    String elasticsearchVolume) {

  /**
   * Of one container. Memory is requested as it is limited, so that no process is killed because of
   * another one on its node.
   *
   * @param cpu requested, in thousandths of a core; the limit is twice that
   * @param memory in MiB
   */
  record Size(int cpu, int memory) {
    static Size of(int cpu, int memory) {
      return new Size(cpu, memory);
    }
  }

  Size of(Component component) {
    return switch (component) {
      case RECEIVER -> receiver;
      case SYNCHRONIZATION -> synchronization;
      case API -> api;
      case SERVER -> server;
      case KAFKA -> kafka;
      case ELASTICSEARCH -> elasticsearch;
    };
  }

  static Sizes of(Profile profile) {
    return switch (profile) {
      case TRIAL ->
          sizes(
              Size.of(100, 768),
              Size.of(200, 768),
              Size.of(300, 1792),
              Size.of(1000, 3072),
              Size.of(300, 1024),
              Size.of(500, 1536),
              "10Gi 10Gi 10Gi");
      case NONHA_10 ->
          sizes(
              Size.of(500, 1024),
              Size.of(500, 1536),
              Size.of(1000, 3072),
              Size.of(2000, 6144),
              Size.of(500, 2048),
              Size.of(1000, 4096),
              "50Gi 60Gi 50Gi");
      case NONHA_20 ->
          sizes(
              Size.of(500, 1024),
              Size.of(750, 2048),
              Size.of(1500, 4096),
              Size.of(3000, 8192),
              Size.of(500, 2048),
              Size.of(1500, 4096),
              "50Gi 60Gi 100Gi");
      case NONHA_50 ->
          sizes(
              Size.of(1000, 2048),
              Size.of(1000, 3072),
              Size.of(2000, 6144),
              Size.of(4000, 10240),
              Size.of(1000, 2048),
              Size.of(2000, 4096),
              "100Gi 60Gi 100Gi");
      case NONHA_100 ->
          sizes(
              Size.of(1500, 3072),
              Size.of(2000, 4096),
              Size.of(3000, 8192),
              Size.of(6000, 14336),
              Size.of(1500, 4096),
              Size.of(2000, 8192),
              "100Gi 100Gi 200Gi");
      case HA_150, HA_250, HA_500, HA_4000 -> highlyAvailable(profile);
    };
  }

  private static Sizes highlyAvailable(Profile profile) {
    return switch (profile) {
      case HA_250 ->
          sizes(
              Size.of(2000, 4096),
              Size.of(3000, 6144),
              Size.of(4000, 12288),
              Size.of(10000, 24576),
              Size.of(2000, 6144),
              Size.of(3000, 8192),
              "150Gi 200Gi 250Gi");
      case HA_500 ->
          sizes(
              Size.of(3000, 6144),
              Size.of(4000, 8192),
              Size.of(6000, 16384),
              Size.of(14000, 32768),
              Size.of(3000, 8192),
              Size.of(4000, 12288),
              "200Gi 400Gi 250Gi");
      case HA_4000 ->
          sizes(
              Size.of(4000, 8192),
              Size.of(12000, 14336),
              Size.of(7000, 24576),
              Size.of(24000, 49152),
              Size.of(4000, 12288),
              Size.of(6000, 24576),
              "1000Gi 400Gi 500Gi");
      default ->
          sizes(
              Size.of(1500, 3072),
              Size.of(2000, 4096),
              Size.of(3000, 8192),
              Size.of(6000, 16384),
              Size.of(1000, 4096),
              Size.of(2000, 4096),
              "100Gi 100Gi 250Gi");
    };
  }

  private static Sizes sizes(
      Size receiver,
      Size synchronization,
      Size api,
      Size server,
      Size kafka,
      Size elasticsearch,
      String volumes) {
    String[] each = volumes.split(" ");
    return new Sizes(
        receiver, synchronization, api, server, kafka, elasticsearch, each[0], each[1], each[2]);
  }
}
