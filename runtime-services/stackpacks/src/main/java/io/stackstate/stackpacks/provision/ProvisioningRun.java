package io.stackstate.stackpacks.provision;

import com.stackstate.stackpack.ProvisioningContext;
import com.stackstate.stackpack.ProvisioningIO;
import groovy.lang.Closure;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.Topics;
import io.stackstate.stackpacks.archive.StackPackArchive;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.stackpacks.stj.StjSource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run of a provisioning script may do, and what it asked for: the topics it waits for and
 * whether it is complete. Used by one thread.
 */
final class ProvisioningRun implements ProvisioningContext {
  private final StackPackArchive archive;
  private final PackInstance instance;
  private final OpenedPasswords passwords;
  private final SettingsImport settings;
  private final ServerConfig server;
  private final NestedInstaller installer;
  private final Map<String, Closure<?>> waits = new LinkedHashMap<>();
  private boolean complete;
  private String failure;

  /** Installs another StackPack as part of this provisioning. */
  @FunctionalInterface
  interface NestedInstaller {
    void install(String pack, Map<String, Object> parameters) throws Exception;
  }

  ProvisioningRun(
      StackPackArchive archive,
      PackInstance instance,
      OpenedPasswords passwords,
      SettingsImport settings,
      ServerConfig server,
      NestedInstaller installer) {
    this.archive = archive;
    this.instance = instance;
    this.passwords = passwords;
    this.settings = settings;
    this.server = server;
    this.installer = installer;
  }

  /** What runs when data arrives, by topic. */
  Map<String, Closure<?>> waits() {
    return waits;
  }

  boolean isComplete() {
    return complete;
  }

  /** What the script said itself, where that is why it ended. */
  Exception explain(ScriptException error) {
    if (failure != null) {
      return new ProvisioningFailure(failure);
    }
    String shown = passwords.blotted(error.getMessage());
    return shown.equals(error.getMessage()) ? error : new ProvisioningFailure(shown);
  }

  static String owner(String pack) {
    return "urn:stackpack:" + pack;
  }

  void importShared(String file, Map<String, Object> arguments) throws SettingsException {
    apply(file, arguments, ImportOptions.shared(owner(instance.pack()), instance.unlocked()));
  }

  void importInstance(String file, Map<String, Object> arguments) throws SettingsException {
    apply(
        file,
        arguments,
        ImportOptions.instance(owner(instance.pack()), instance.uuid(), instance.unlocked()));
  }

  private void apply(String file, Map<String, Object> arguments, ImportOptions options)
      throws SettingsException {
    String path = file.startsWith("./") ? file.substring(2) : file;
    byte[] text =
        archive
            .provisioning()
            .read(path)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "there is no file provisioning/" + path + " in the pack"));
    settings.apply(
        new StjSource(
            path,
            new String(text, StandardCharsets.UTF_8),
            passwords.sealed(arguments),
            archive.provisioning()),
        options);
  }

  @Override
  public String scriptsDirectory() {
    return "scripts";
  }

  @Override
  public void fail(String message) {
    failure = passwords.blotted(String.valueOf(message));
    throw new ProvisioningFailure(failure);
  }

  @Override
  public StackPack stackPack() {
    return new Shared();
  }

  @Override
  public Instance instance() {
    return new Own();
  }

  @Override
  public Sts sts() {
    return new Server();
  }

  @Override
  public Env env() {
    return (command, directory, environment) -> {
      throw new ProvisioningFailure(
          "env().execute: commands of StackPacks are not run on this server");
    };
  }

  private final class Shared implements StackPack {
    @Override
    public String name() {
      return archive.manifest().name();
    }

    @Override
    public String displayName() {
      return archive.manifest().displayName();
    }

    @Override
    public String version() {
      return archive.manifest().version().toString();
    }

    @Override
    public String namespacePrefix() {
      return owner(name()) + ":shared";
    }

    @Override
    public ProvisioningIO<?> importSnapshot(String file) {
      return importSnapshot(file, Map.of());
    }

    @Override
    public ProvisioningIO<?> importSnapshot(String file, Map<String, Object> arguments) {
      return ProvisioningIO.of(() -> importShared(file, arguments));
    }
  }

  private final class Own implements Instance {
    @Override
    public String id() {
      return instance.uuid();
    }

    @Override
    public String namespacePrefix() {
      return owner(instance.pack()) + ":instance:" + instance.uuid();
    }

    @Override
    public ProvisioningIO<?> importSnapshot(String file) {
      return importSnapshot(file, Map.of());
    }

    @Override
    public ProvisioningIO<?> importSnapshot(String file, Map<String, Object> arguments) {
      return ProvisioningIO.of(() -> importInstance(file, arguments));
    }
  }

  private final class Server implements Sts {
    @Override
    public String createTopologyTopicName(String type, String id) {
      return Topics.topology(type, id);
    }

    @Override
    public void onDataReceived(String topic, Closure<?> closure) {
      waits.put(topic, closure);
    }

    @Override
    public void provisioningComplete() {
      complete = true;
    }

    @Override
    public IntakeApi intakeApi() {
      return new IntakeApi() {
        @Override
        public String apiKey() {
          return server.apiKey();
        }

        @Override
        public String baseUrl() {
          return server.baseUrl();
        }
      };
    }

    @Override
    public ProvisioningIO<?> install(String name, Map<String, Object> parameters) {
      return ProvisioningIO.of(() -> installer.install(name, parameters));
    }

    @Override
    public Log log() {
      return new PackLog(instance.pack(), passwords);
    }

    @Override
    public ProvisioningIO<?> importSnapshot(
        String namespacePrefix, String file, Map<String, Object> arguments) {
      boolean own = namespacePrefix.contains(":instance:");
      return own
          ? new Own().importSnapshot(file, arguments)
          : new Shared().importSnapshot(file, arguments);
    }
  }

  /** The values of the inputs as scripts see them. */
  Map<String, Object> config() {
    Map<String, String> values = passwords.values();
    Map<String, Object> config = new LinkedHashMap<>();
    archive.manifest().steps().forEach(step -> config.put(step.name(), values.get(step.name())));
    values.forEach(config::putIfAbsent);
    return java.util.Collections.unmodifiableMap(config);
  }
}
