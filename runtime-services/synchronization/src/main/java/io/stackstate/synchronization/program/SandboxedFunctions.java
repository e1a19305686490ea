package io.stackstate.synchronization.program;

import io.stackstate.functions.CompiledFunction;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.Parameter;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.settings.SyncProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions as Groovy in this process, confined and limited; see {@link FunctionCompiler}. */
public final class SandboxedFunctions implements FunctionRuntime {
  private final FunctionCompiler compiler;

  public SandboxedFunctions(FunctionCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public Extractor extractor(SyncProgram.Function function) throws FunctionException {
    CompiledFunction compiled = compile(FunctionKind.ID_EXTRACTOR, function, "topologyElement");
    String parameter = compiled.definition().parameters().get(0).name();
    return element -> {
      if (call(compiled, Map.of(parameter, element)) instanceof FunctionResult.Extracted id) {
        return new ExtractedId(id.externalId(), id.identifiers(), id.type());
      }
      throw new IllegalStateException("an id extractor extracts");
    };
  }

  @Override
  public Mapping mapping(SyncProgram.Function function) throws FunctionException {
    CompiledFunction compiled = compile(FunctionKind.COMPONENT_MAPPING, function, "element");
    String parameter = compiled.definition().parameters().get(0).name();
    return element -> {
      if (call(compiled, Map.of(parameter, element)) instanceof FunctionResult.Mapped mapped) {
        return mapped.element();
      }
      throw new IllegalStateException("a mapping maps");
    };
  }

  private CompiledFunction compile(
      FunctionKind kind, SyncProgram.Function function, String usualParameter)
      throws FunctionException {
    String name = function.parameter() == null ? usualParameter : function.parameter();
    FunctionDefinition definition =
        new FunctionDefinition(
            kind,
            function.name(),
            Optional.ofNullable(function.identifier()),
            List.of(new Parameter(name, "STRUCT_TYPE", true, false, true)),
            function.script(),
            false);
    try {
      return compiler.compile(definition);
    } catch (ScriptException e) {
      throw new FunctionException(e.getMessage(), false);
    }
  }

  private static FunctionResult call(CompiledFunction function, Map<String, Object> arguments)
      throws FunctionException {
    try {
      return function.call(arguments);
    } catch (ScriptException e) {
      ScriptError.Kind kind = e.error().kind();
      boolean exhausting = kind == ScriptError.Kind.TIMEOUT || kind == ScriptError.Kind.LIMIT;
      throw new FunctionException(e.getMessage(), exhausting);
    }
  }
}
