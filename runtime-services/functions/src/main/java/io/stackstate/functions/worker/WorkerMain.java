package io.stackstate.functions.worker;

import io.stackstate.functions.CompiledFunction;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.Parameter;
import io.stackstate.functions.api.ScriptSurface;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker process: runs one function after the other. Ends when its standard input ends, which
 * is when its parent closed it or is dead, whatever a function is doing at that moment.
 */
public final class WorkerMain {
  /** Uses the parts that most functions need, so that the first one does not wait for them. */
  private static final String WARM_UP =
      """
      def map = element.asReadonlyMap()
      def ids = []
      map.data.labels.each { label -> ids << "urn:${label}".toString() }
      if (ids.size() > 5) { log.info(ids.join(',')) }
      Sts.createId(map.externalId, ids as Set, map.typeName.toLowerCase())
      """;

  private static final long FUNCTION_STACK = 4L * 1024 * 1024;

  private final FunctionCompiler compiler;
  private final OutputStream out;
  private final BlockingQueue<Map<String, Object>> requests = new LinkedBlockingQueue<>();
  private final ParentHost host;

  private WorkerMain(Limits limits, OutputStream out) {
    this.compiler = new FunctionCompiler(200, limits);
    this.out = out;
    this.host = new ParentHost(out, requests);
  }

  /** Arguments: time limit in milliseconds, depth, allocated bytes, length. */
  public static void main(String[] arguments) {
    Limits limits =
        new Limits(
            Duration.ofMillis(Long.parseLong(arguments[0])),
            Integer.parseInt(arguments[1]),
            Long.parseLong(arguments[2]),
            Integer.parseInt(arguments[3]));
    OutputStream out = System.out;
    // Whatever else is printed must not get between the frames.
    System.setOut(System.err);
    WorkerMain worker = new WorkerMain(limits, out);
    new Thread(null, worker::serve, "functions", FUNCTION_STACK).start();
    worker.readUntilTheEnd(System.in);
  }

  private void readUntilTheEnd(InputStream in) {
    try {
      for (var frame = Frames.read(in); frame.isPresent(); frame = Frames.read(in)) {
        requests.add(frame.get());
      }
    } catch (IOException e) {
      System.err.println("worker: " + e.getMessage());
    } finally {
      // Not exit: a function that does not end must not keep the process.
      Runtime.getRuntime().halt(0);
    }
  }

  private void serve() {
    try {
      warmUp();
      Frames.write(out, Map.of(Messages.TYPE, Messages.READY));
      while (true) {
        serve(requests.take());
      }
    } catch (IOException | InterruptedException | ScriptException e) {
      System.err.println("worker: " + e.getMessage());
      Runtime.getRuntime().halt(1);
    }
  }

  private void warmUp() throws ScriptException {
    FunctionDefinition definition =
        new FunctionDefinition(
            FunctionKind.ID_EXTRACTOR,
            "warm-up",
            Optional.empty(),
            List.of(new Parameter("element", "STRUCT_TYPE", true, false, true)),
            WARM_UP,
            false);
    Map<String, Object> element =
        Map.of("externalId", "a", "typeName", "T", "data", Map.of("labels", List.of("a", "b")));
    compiler.compile(definition).run(Map.of("element", element));
  }

  private void serve(Map<String, Object> request) throws IOException {
    FunctionDefinition definition = Messages.definition(request);
    Map<String, Object> reply;
    try {
      CompiledFunction function = compiler.compile(definition);
      Frames.write(out, Map.of(Messages.TYPE, Messages.STARTED));
      ScriptLog log = new ScriptLog(definition.name());
      Object value =
          function.evaluatePlain(
              Messages.arguments(request), surface(definition), log, Messages.time(request));
      reply = Messages.done(value, log.lines());
    } catch (ScriptException e) {
      reply = Messages.failed(e.errors());
    }
    try {
      Frames.write(out, reply);
    } catch (Frames.TooLongException e) {
      Frames.write(out, Messages.failed(List.of(tooLong(definition, e))));
    }
  }

  /** What the function sees of the platform besides its arguments. */
  private Map<String, Object> surface(FunctionDefinition definition) {
    if (definition.asynchronous()) {
      return ScriptSurface.apis(host, InstantSource.system());
    }
    return definition.kind() == FunctionKind.EVENT_HANDLER ? ScriptSurface.plugins(host) : Map.of();
  }

  private static ScriptError tooLong(FunctionDefinition definition, IOException e) {
    return new ScriptError(
        ScriptError.Kind.LIMIT, definition.name(), 0, 0, "returned " + e.getMessage());
  }
}
