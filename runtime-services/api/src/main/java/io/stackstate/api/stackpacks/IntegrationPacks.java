package io.stackstate.api.stackpacks;

import io.stackstate.api.settings.DeclaredPrograms;
import io.stackstate.api.sync.IntegrationInstances;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.provision.InstallRequest;
import io.stackstate.stackpacks.provision.OwnSynchronization;
import io.stackstate.stackpacks.provision.PackInstance;
import io.stackstate.stackpacks.provision.StackPackException;
import io.stackstate.stackpacks.provision.StackPacks;
import io.stackstate.stackpacks.provision.Status;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Integrations as instances of our own pack "Custom Synchronization". An instance is found by a
 * uuid that follows from the integration's identifier, so whatever a crash interrupted is taken up.
 */
public final class IntegrationPacks implements IntegrationInstances {
  private static final Logger LOG = LoggerFactory.getLogger(IntegrationPacks.class);
  private static final String PACK = OwnSynchronization.PACK;

  private final StackPacks packs;
  private final DeclaredPrograms programs;
  private final SemVer ownVersion = new OwnSynchronization().version();

  public IntegrationPacks(StackPacks packs, DeclaredPrograms programs) {
    this.packs = packs;
    this.programs = programs;
  }

  @Override
  public void keep(SyncSettings integration) {
    Optional<PackInstance> instance = packs.instance(uuid(integration.identifier()));
    try {
      if (instance.isEmpty()) {
        SemVer version = packs.installed(PACK).isPresent() ? null : ownVersion;
        packs.install(
            PACK,
            new InstallRequest(
                inputs(integration), Strategy.SKIP, uuid(integration.identifier()), version));
      } else if (isSettled(instance.get())
          && !instance.get().config().equals(inputs(integration))) {
        packs.uninstall(PACK, instance.get().id());
      }
    } catch (StackPackException e) {
      LOG.error("{} runs without its StackPack: {}", integration.identifier(), e.getMessage());
    }
  }

  @Override
  public boolean release(SyncSettings integration) {
    Optional<PackInstance> instance = packs.instance(uuid(integration.identifier()));
    if (instance.isEmpty()) {
      return true;
    }
    try {
      if (isSettled(instance.get())) {
        packs.uninstall(PACK, instance.get().id());
      }
    } catch (StackPackException e) {
      LOG.error("{}: {}", integration.identifier(), e.getMessage());
    }
    return false;
  }

  @Override
  public Optional<SyncProgram> program(SyncSettings integration) {
    return programs
        .inNamespace(namespace(integration.identifier()))
        .filter(program -> integration.topicName().equals(program.topic()))
        .map(SyncProgram::ofIntegration);
  }

  @Override
  public String namespace(String identifier) {
    return "urn:stackpack:" + PACK + ":instance:" + uuid(identifier);
  }

  /** Nothing is under way that would still see the instance. */
  private static boolean isSettled(PackInstance instance) {
    return instance.status() != Status.PROVISIONING && instance.status() != Status.DEPROVISIONING;
  }

  private static Map<String, String> inputs(SyncSettings integration) {
    return OwnSynchronization.inputs(integration.instanceType(), integration.instanceUrl());
  }

  private static String uuid(String identifier) {
    return UUID.nameUUIDFromBytes(identifier.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
