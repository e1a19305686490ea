package io.stackstate.stackpacks.provision;

import com.stackstate.stackpack.ProvisioningContext;
import com.stackstate.stackpack.ProvisioningScript;
import io.stackstate.functions.sandbox.AllowList;
import io.stackstate.functions.sandbox.AllowListReader;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.sandbox.ScriptForm;
import io.stackstate.functions.script.CompiledScript;
import io.stackstate.functions.script.MissingClasses;
import io.stackstate.functions.script.ScriptCompiler;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptSource;
import io.stackstate.stackpacks.archive.Manifest.Provision;
import io.stackstate.stackpacks.archive.StackPackArchive;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;

/** Compiles, once per pack, and runs provisioning scripts in the sandbox. Thread-safe. */
final class ScriptHost {
  private static final AllowList ALLOWED =
      AllowListReader.read(AllowList.class, "values.allow")
          .and(AllowListReader.read(ScriptHost.class, "provisioning.allow"));

  private final ScriptCompiler compiler = new ScriptCompiler(new MissingClasses(new ScriptTypes()));
  private final Map<StackPackArchive, CompiledScript> compiled = new WeakHashMap<>();

  /**
   * @throws ScriptException with file and line when the script does not compile
   */
  synchronized CompiledScript compile(StackPackArchive archive, Provision.Script provision)
      throws ScriptException {
    CompiledScript known = compiled.get(archive);
    if (known != null) {
      return known;
    }
    Map<String, String> files = new HashMap<>(archive.classFiles());
    String file = provision.className() + ".groovy";
    String text = files.remove(file);
    CompiledScript script =
        compiler.compile(new ScriptSource(file, text, ScriptForm.CLASSES, ALLOWED, files));
    compiled.put(archive, script);
    return script;
  }

  /**
   * An instance of the script's class.
   *
   * @throws ScriptException when the class is no provisioning script, or its constructor fails
   */
  ProvisioningScript create(CompiledScript script, ProvisioningContext context)
      throws ScriptException {
    return run(
        script,
        () ->
            (ProvisioningScript)
                script.type().getConstructor(ProvisioningContext.class).newInstance(context));
  }

  <T> T run(CompiledScript script, Callable<T> body) throws ScriptException {
    return script.within(Limits.SCRIPT, body);
  }
}
