package io.stackstate.stackpacks.provision;

import com.stackstate.stackpack.ProvisioningIO;
import com.stackstate.stackpack.ProvisioningScript;
import com.stackstate.stackpack.Version;
import groovy.lang.Closure;
import io.stackstate.functions.script.CompiledScript;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.stackpacks.archive.Manifest.Provision;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.SettingsImport;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Carries out what a provisioning does to the settings, which may be staged ones. Thread-safe; each
 * call runs on the caller's thread.
 */
final class Provisioner {
  private final ScriptHost scripts = new ScriptHost();
  private final FunctionChecks functions;
  private final ServerConfig server;
  private final Passwords passwords;
  private final InstantSource clock;

  Provisioner(
      FunctionChecks functions, ServerConfig server, Passwords passwords, InstantSource clock) {
    this.functions = functions;
    this.server = server;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * A pack and an instance of it, and where its nodes go.
   *
   * @param archive null when it is gone, which allows a removal without script only
   */
  record Work(
      StackPackArchive archive,
      PackInstance instance,
      SettingsNodes settings,
      ProvisioningRun.NestedInstaller installer) {}

  /**
   * @param first whether the pack has no other instance
   */
  void install(Work work, boolean first) throws Exception {
    if (first) {
      call(work, (script, config) -> script.preInstall(config));
    }
    call(work, (script, config) -> script.install(config));
    importTemplates(work);
  }

  void upgrade(Work work, SemVer previous) throws Exception {
    Version version =
        new Version(previous.major(), previous.minor(), previous.patch(), previous.toString());
    call(work, (script, config) -> script.upgrade(config, version));
    importTemplates(work);
  }

  /**
   * @param last whether the pack has no other instance
   * @param scripted whether the script is asked, too; it is not after an installation that failed
   */
  void remove(Work work, boolean last, boolean scripted) throws Exception {
    if (scripted) {
      call(work, (script, config) -> script.uninstall(config));
    }
    SettingsImport settings = settings(work);
    String owner = ProvisioningRun.owner(work.instance().pack());
    settings.deleteAll(
        ImportOptions.instance(owner, work.instance().uuid(), ImportOptions.Strategy.OVERWRITE));
    if (last) {
      if (scripted) {
        call(work, (script, config) -> script.postUninstall(config));
      }
      settings.deleteAll(ImportOptions.shared(owner, ImportOptions.Strategy.OVERWRITE));
    }
  }

  /** What an instance waits for, and how to go on when it is there. */
  interface Wait {
    boolean isComplete();

    Iterable<String> topics();

    /** Runs what the script wants to be run when data arrives on the topic. */
    void arrived(String topic) throws Exception;
  }

  Wait waitingForData(Work work) throws Exception {
    ProvisioningRun run = run(work);
    if (!(work.archive().manifest().provision() instanceof Provision.Script provision)) {
      run.sts().provisioningComplete();
      return wait(run, null);
    }
    CompiledScript compiled = scripts.compile(work.archive(), provision);
    ProvisioningScript script = scripts.create(compiled, run);
    Map<String, Object> config = run.config();
    run(
        run,
        compiled,
        () -> {
          script.waitingForData(config);
          return null;
        });
    return wait(run, compiled);
  }

  private Wait wait(ProvisioningRun run, CompiledScript compiled) {
    return new Wait() {
      @Override
      public boolean isComplete() {
        return run.isComplete();
      }

      @Override
      public Iterable<String> topics() {
        return run.waits().keySet();
      }

      @Override
      public void arrived(String topic) throws Exception {
        Closure<?> closure = run.waits().remove(topic);
        if (closure != null) {
          Provisioner.this.run(run, compiled, closure::call);
        }
      }
    };
  }

  @FunctionalInterface
  private interface Step {
    ProvisioningIO<?> of(ProvisioningScript script, Map<String, Object> config);
  }

  private void call(Work work, Step step) throws Exception {
    if (!(work.archive().manifest().provision() instanceof Provision.Script provision)) {
      return;
    }
    CompiledScript compiled = scripts.compile(work.archive(), provision);
    ProvisioningRun run = run(work);
    ProvisioningScript script = scripts.create(compiled, run);
    Map<String, Object> config = run.config();
    ProvisioningIO<?> action = run(run, compiled, () -> step.of(script, config));
    if (action != null) {
      action.run();
    }
  }

  private <T> T run(ProvisioningRun run, CompiledScript compiled, Callable<T> body)
      throws Exception {
    try {
      return scripts.run(compiled, body);
    } catch (ScriptException e) {
      throw run.explain(e);
    }
  }

  private void importTemplates(Work work) throws Exception {
    if (work.archive().manifest().provision() instanceof Provision.Templates templates) {
      ProvisioningRun run = run(work);
      Map<String, Object> config = run.config();
      if (templates.shared() != null) {
        run.importShared(templates.shared(), config);
      }
      if (templates.instance() != null) {
        Map<String, Object> arguments = new java.util.HashMap<>(config);
        arguments.put("instanceId", work.instance().uuid());
        run.importInstance(templates.instance(), arguments);
      }
    }
  }

  private ProvisioningRun run(Work work) throws StackPackException {
    return new ProvisioningRun(
        work.archive(),
        work.instance(),
        passwords.open(work.instance()),
        settings(work),
        server,
        work.installer());
  }

  private SettingsImport settings(Work work) {
    return new SettingsImport(work.settings(), functions, clock);
  }
}
