package io.stackstate.automation.script;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.automation.output.http.ReadSecrets;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptLog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery by running a function. One that fails is not run again (query sheet, section 7.11): it
 * may have done half of its work; one that could not be run is.
 */
final class ScriptDelivery implements Delivery {
  private static final Logger LOG = LoggerFactory.getLogger("io.stackstate.functions.log");
  private static final int LONGEST_REFERENCE = 200;

  private final ScriptSpec spec;
  private final Scripting scripting;
  private final SecretSource source;

  ScriptDelivery(ScriptSpec spec, Scripting scripting, SecretSource source) {
    this.spec = spec;
    this.scripting = scripting;
    this.source = source;
  }

  @Override
  public Outcome deliver(Notification notification, Optional<String> remoteReference) {
    ReadSecrets secrets = new ReadSecrets(source);
    try {
      FunctionOutcome outcome = run(prepared(notification, remoteReference, secrets));
      log(outcome, notification, secrets);
      return new Outcome.Delivered(reference(outcome.result()));
    } catch (DeliveryFailure e) {
      return secrets.clean(e.outcome());
    }
  }

  private FunctionRun prepared(
      Notification notification, Optional<String> reference, ReadSecrets secrets) {
    FunctionDefinition definition = definition();
    Map<String, Object> event = EventValues.of(notification, definition.asynchronous());
    FunctionTable functions = scripting.functions();
    Map<String, String> parameters =
        spec.reference()
            .flatMap(functions::function)
            .map(FunctionTable.Known::parameters)
            .orElse(Map.of());
    Map<String, Object> arguments =
        Arguments.of(
            spec,
            notification,
            reference,
            event,
            spec.view().flatMap(functions::view),
            parameters,
            secrets);
    return new FunctionRun(definition, arguments, scripting.host(), spec.time());
  }

  private FunctionDefinition definition() {
    if (spec.inline().isPresent()) {
      return spec.inline().get();
    }
    String reference = spec.reference().orElseThrow();
    FunctionTable.Known known =
        scripting
            .functions()
            .function(reference)
            .orElseThrow(
                () ->
                    DeliveryFailure.refused(
                        FailureCategory.SCRIPT,
                        "function: found " + reference + ", expected one that exists"));
    return known
        .definition()
        .orElseThrow(() -> DeliveryFailure.refused(FailureCategory.SCRIPT, known.problem()));
  }

  private FunctionOutcome run(FunctionRun run) {
    try {
      return scripting.run(run).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ScriptException failure) {
        throw failure(failure.error());
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeliveryFailure.retry(FailureCategory.SCRIPT, "the platform is shutting down");
    }
  }

  private static DeliveryFailure failure(ScriptError error) {
    String message = error.kind() + ": " + error.text();
    return error.kind() == ScriptError.Kind.WORKER
        ? DeliveryFailure.retry(FailureCategory.SCRIPT, message)
        : DeliveryFailure.refused(FailureCategory.SCRIPT, message);
  }

  private void log(FunctionOutcome outcome, Notification notification, ReadSecrets secrets) {
    for (ScriptLog.Line line : outcome.log()) {
      LOG.atLevel(line.level())
          .log("{}: {}", notification.handler().name(), secrets.clean(line.message()));
    }
  }

  /** A text that a function returns is given to it again with the next message. */
  private static Optional<String> reference(FunctionResult result) {
    return result instanceof FunctionResult.Plain plain
            && plain.value() instanceof String text
            && !text.isBlank()
            && text.length() <= LONGEST_REFERENCE
        ? Optional.of(text)
        : Optional.empty();
  }
}
