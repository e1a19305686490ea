package io.stackstate.synchronization.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateException;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.settings.MergeStrategy;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.synchronization.mapping.CustomSynchronization;
import io.stackstate.synchronization.mapping.IdExtractor;
import io.stackstate.synchronization.mapping.Pipeline;
import io.stackstate.synchronization.mapping.PipelineVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Makes the pipeline that settings ask for: the built-in one, or that of a program, compiled once.
 * What cannot be compiled does not keep the rest from running: the elements that need it fail with
 * the reason.
 */
public final class ProgramPipelines implements Function<SyncSettings, Pipeline> {
  private static final String DEFAULT_PARAMETER = "element";

  private final FunctionRuntime functions;
  private final SettingsNodes nodes;
  private final LongSupplier nanoTime;

  public ProgramPipelines(FunctionRuntime functions, SettingsNodes nodes) {
    this(functions, nodes, System::nanoTime);
  }

  ProgramPipelines(FunctionRuntime functions, SettingsNodes nodes, LongSupplier nanoTime) {
    this.functions = functions;
    this.nodes = nodes;
    this.nanoTime = nanoTime;
  }

  @Override
  public Pipeline apply(SyncSettings settings) {
    SyncProgram program = settings.program();
    if (program == null) {
      return CustomSynchronization.pipeline(settings);
    }
    TemplateMapper mapper =
        new TemplateMapper(
            actions(program.componentActions(), program.defaultComponentAction()),
            actions(program.relationActions(), program.defaultRelationAction()),
            nodes);
    Pipeline pipeline =
        new Pipeline(extractor(program), mapper::component, mapper::relation, version(program));
    return program.compiledLabel() == null
        ? pipeline
        : CustomSynchronization.compiled(program.compiledLabel(), pipeline);
  }

  private IdExtractor extractor(SyncProgram program) {
    IdExtractor builtIn = CustomSynchronization.idExtractor();
    FunctionIdExtractor own =
        new FunctionIdExtractor(
            extraction(program.componentIdExtractor()), extraction(program.relationIdExtractor()));
    return new ChosenIdExtractor(
        program.componentIdExtractor() == null ? builtIn : own,
        program.relationIdExtractor() == null ? builtIn : own);
  }

  private FunctionIdExtractor.Extraction extraction(SyncProgram.Function function) {
    if (function == null) {
      return null;
    }
    Breaker breaker = new Breaker("IdExtractor", function.name(), nanoTime);
    try {
      FunctionRuntime.Extractor extractor = functions.extractor(function);
      return element -> breaker.call(() -> extractor.extract(element));
    } catch (FunctionException e) {
      return element ->
          breaker.call(
              () -> {
                throw e;
              });
    }
  }

  private Actions actions(List<SyncProgram.Action> wanted, SyncProgram.Action otherwise) {
    Map<String, Action> byType = new HashMap<>();
    for (SyncProgram.Action action : wanted) {
      byType.putIfAbsent(action.type() == null ? "" : action.type(), action(action));
    }
    return new Actions(byType, otherwise == null ? null : action(otherwise));
  }

  private Action action(SyncProgram.Action wanted) {
    SyncProgram.Function function = wanted.template();
    String name = function == null ? "" : function.name();
    if (function == null || function.script() == null) {
      return new Action.Broken(name, "Template", "the action has no template function");
    }
    Optional<MergeStrategy> strategy = MergeStrategy.of(wanted.mergeStrategy());
    if (strategy.isEmpty()) {
      return new Action.Broken(
          name,
          "Mapping",
          "mergeStrategy: found \"%s\", expected one of %s"
              .formatted(wanted.mergeStrategy(), List.of(MergeStrategy.values())));
    }
    try {
      Template template =
          Template.compile(name, function.script(), TemplateFiles.NONE, TemplateLimits.ELEMENT);
      return new CompiledAction(
          name,
          wanted.mapping() == null ? null : mapping(wanted.mapping()),
          template,
          function.parameter() == null ? DEFAULT_PARAMETER : function.parameter(),
          strategy.get(),
          nodes);
    } catch (TemplateException e) {
      return new Action.Broken(name, "Template", e.getMessage());
    } catch (FunctionException e) {
      return new Action.Broken(name, "Mapping", e.getMessage());
    }
  }

  private CompiledAction.Mapping mapping(SyncProgram.Function function) throws FunctionException {
    FunctionRuntime.Mapping mapping = functions.mapping(function);
    Breaker breaker = new Breaker("Mapping", function.name(), nanoTime);
    return element -> breaker.call(() -> mapping.map(element));
  }

  /** Changes whenever the program does something else with an element. */
  private static PipelineVersion version(SyncProgram program) {
    return new PipelineVersion(
        hash(program.componentIdExtractor(), program.relationIdExtractor()),
        hash(
            program.componentActions(),
            program.defaultComponentAction(),
            program.relationActions(),
            program.defaultRelationAction()));
  }

  private static String hash(Object... parts) {
    try {
      return Long.toHexString(ElementId.of(Json.mapper().writeValueAsString(parts)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a program has a JSON form", e);
    }
  }
}
