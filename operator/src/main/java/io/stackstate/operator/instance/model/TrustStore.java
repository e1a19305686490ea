package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.stackstate.crds.instance.CaSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a process trusts beside the public authorities: a container that runs before it puts those
 * of the Java runtime and the given ones into one store (deployment sheet, section 4.3).
 */
final class TrustStore {
  static final String FILE = "/run/stackstate/trust/cacerts";

  /** That of every Java runtime: what is in it is public. */
  static final String PASSWORD = "changeit";

  private static final String FOLDER = "/run/stackstate/trust";
  private static final String SOURCES = "/etc/stackstate-trust";
  private static final String SCRIPT = script();

  private final List<Wiring> sources = new ArrayList<>();

  /** The authorities are named by their place, which nothing else depends on. */
  TrustStore(List<CaSource> authorities) {
    for (int i = 0; i < authorities.size(); i++) {
      sources.add(new Wiring().authorityFile("trust-" + i, authorities.get(i), SOURCES + "/" + i));
    }
  }

  /** Options of the process that reads it. */
  static List<String> javaOptions() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + FILE, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  List<Reference> references() {
    return sources.stream().flatMap(s -> s.references().stream()).toList();
  }

  List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(new VolumeBuilder().withName("trust").withNewEmptyDir().endEmptyDir().build());
    sources.forEach(source -> volumes.addAll(source.volumes()));
    return volumes;
  }

  VolumeMount mount() {
    return new VolumeMountBuilder()
        .withName("trust")
        .withMountPath(FOLDER)
        .withReadOnly(true)
        .build();
  }

  /**
   * @param process whose image, user and limits it has
   */
  Container init(Container process) {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(new VolumeMountBuilder().withName("trust").withMountPath(FOLDER).build());
    mounts.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    sources.forEach(source -> mounts.addAll(source.mounts()));
    return new ContainerBuilder()
        .withName("trust")
        .withImage(process.getImage())
        .withImagePullPolicy(process.getImagePullPolicy())
        .withCommand("sh", "-c", SCRIPT, "trust-store", FILE, SOURCES)
        .withSecurityContext(process.getSecurityContext())
        .withNewResources()
        .addToRequests("cpu", process.getResources().getRequests().get("cpu"))
        .addToRequests("memory", process.getResources().getRequests().get("memory"))
        .addToLimits("cpu", process.getResources().getLimits().get("cpu"))
        .addToLimits("memory", process.getResources().getLimits().get("memory"))
        .endResources()
        .withVolumeMounts(mounts)
        .build();
  }

  private static String script() {
    try (InputStream in = TrustStore.class.getResourceAsStream("trust-store.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
