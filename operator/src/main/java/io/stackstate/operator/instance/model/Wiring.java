package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.stackstate.crds.KeyRef;
import io.stackstate.crds.instance.CaSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a process needs to reach something: settings, and what must be in its pod for them. Secrets
 * stay where they are; the process reads them from files and variables. Not thread-safe.
 */
final class Wiring {
  private static final long TOKEN_SECONDS = 3600;

  private final Hocon settings = new Hocon();
  private final List<EnvVar> env = new ArrayList<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final List<VolumeMount> mounts = new ArrayList<>();
  private final Set<Reference> references = new LinkedHashSet<>();
  private final List<CaSource> authorities = new ArrayList<>();

  Hocon settings() {
    return settings;
  }

  List<EnvVar> env() {
    return env;
  }

  List<Volume> volumes() {
    return volumes;
  }

  List<VolumeMount> mounts() {
    return mounts;
  }

  /** What the pod reads, so that it starts again when that changes. */
  Set<Reference> references() {
    return references;
  }

  /** Authorities that the whole process is to trust. */
  List<CaSource> authorities() {
    return authorities;
  }

  /** A setting whose value is in a Secret. */
  Wiring secretSetting(String path, KeyRef ref) {
    return secretEnv("CONFIG_FORCE_" + path.replace('.', '_'), ref);
  }

  /** A variable whose value is in a Secret. */
  Wiring secretEnv(String name, KeyRef ref) {
    env.add(
        new EnvVarBuilder()
            .withName(name)
            .withNewValueFrom()
            .withNewSecretKeyRef(ref.key(), ref.name(), false)
            .endValueFrom()
            .build());
    references.add(Reference.secret(ref.name()));
    return this;
  }

  /** Puts the files of a Secret into a folder. */
  Wiring secretFiles(String volume, String secret, String folder) {
    mount(
        new VolumeBuilder()
            .withName(volume)
            .withNewSecret()
            .withSecretName(secret)
            .endSecret()
            .build(),
        folder);
    references.add(Reference.secret(secret));
    return this;
  }

  /** Puts one certificate authority into a folder, as {@code ca.crt}. */
  Wiring authorityFile(String volume, CaSource source, String folder) {
    VolumeBuilder built = new VolumeBuilder().withName(volume);
    if (source.secret() != null) {
      built
          .withNewSecret()
          .withSecretName(source.secret().name())
          .addNewItem(source.secret().key(), null, "ca.crt")
          .endSecret();
      references.add(Reference.secret(source.secret().name()));
    } else {
      built
          .withNewConfigMap()
          .withName(source.configMap().name())
          .addNewItem(source.configMap().key(), null, "ca.crt")
          .endConfigMap();
      references.add(Reference.configMap(source.configMap().name()));
    }
    mount(built.build(), folder);
    return this;
  }

  /** Puts a token for the API server into a folder, as {@code token}, and its {@code ca.crt}. */
  Wiring apiServerAccess(String volume, String folder) {
    mount(
        new VolumeBuilder()
            .withName(volume)
            .withNewProjected()
            .addNewSource()
            .withNewServiceAccountToken()
            .withPath("token")
            .withExpirationSeconds(TOKEN_SECONDS)
            .endServiceAccountToken()
            .endSource()
            .addNewSource()
            .withNewConfigMap()
            .withName("kube-root-ca.crt")
            .addNewItem("ca.crt", null, "ca.crt")
            .endConfigMap()
            .endSource()
            .endProjected()
            .build(),
        folder);
    return this;
  }

  private void mount(Volume volume, String folder) {
    volumes.add(volume);
    mounts.add(
        new VolumeMountBuilder()
            .withName(volume.getName())
            .withMountPath(folder)
            .withReadOnly(true)
            .build());
  }

  Wiring trust(CaSource source) {
    if (source != null) {
      authorities.add(source);
    }
    return this;
  }

  Wiring add(Wiring other) {
    settings.putAll(other.settings);
    env.addAll(other.env);
    volumes.addAll(other.volumes);
    mounts.addAll(other.mounts);
    references.addAll(other.references);
    authorities.addAll(other.authorities);
    return this;
  }
}
