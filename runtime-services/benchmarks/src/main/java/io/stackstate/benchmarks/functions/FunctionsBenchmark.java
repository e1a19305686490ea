package io.stackstate.benchmarks.functions;

import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.functions.CompiledFunction;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Processor time of a call of a function in the sandbox, arguments, limits and the reading of its
 * result included, beside the same script in plain Groovy. Both take turns of a few thousand calls,
 * and the median turn counts, so that what else the machine does hits both.
 */
public final class FunctionsBenchmark implements Benchmark {
  private static final int TURNS = 31;
  private static final int WARM_UP = 40;
  private static final long TURN_NANOS = 50_000_000;
  private static final double TEMPLATE_LIMIT = 20_000;

  @Override
  public String name() {
    return "functions";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    FunctionCompiler compiler = new FunctionCompiler(10, Limits.FUNCTION);
    List<Figure> figures = new ArrayList<>();
    for (SampleFunction function : SampleFunction.all()) {
      CompiledFunction confined = compiler.compile(function.definition());
      Map<String, Object> arguments = Map.of(function.parameter(), function.argument());
      PlainGroovy plain = new PlainGroovy(function);
      double[] medians = medians(List.of(() -> confined.call(arguments), plain::call));
      figures.add(
          new Figure(
              function.name() + ", one call",
              medians[0],
              "ns",
              medians[1],
              "plain Groovy",
              "<= 2x"));
    }
    Template template =
        Template.compile(
            "component", SampleTemplate.TEXT, TemplateFiles.NONE, TemplateLimits.ELEMENT);
    SampleTemplate nodes = new SampleTemplate();
    double[] rendered = medians(List.of(() -> template.render(SampleTemplate.PARAMETERS, nodes)));
    figures.add(
        new Figure(
            "component template, one call", rendered[0], "ns", TEMPLATE_LIMIT, "limit", "< 1x"));
    return figures;
  }

  /** Median processor time of one call, of each. */
  private static double[] medians(List<Callable<Object>> contenders) throws Exception {
    double[][] turns = new double[contenders.size()][TURNS];
    for (int turn = -WARM_UP; turn < TURNS; turn++) {
      for (int i = 0; i < turns.length; i++) {
        double nanos = turn(contenders.get(i));
        if (turn >= 0) {
          turns[i][turn] = nanos;
        }
      }
    }
    return Arrays.stream(turns).mapToDouble(FunctionsBenchmark::median).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double turn(Callable<Object> contender) throws Exception {
    long start = processorTime();
    long calls = 0;
    long used = 0;
    while (used < TURN_NANOS) {
      for (int i = 0; i < 500; i++) {
        contender.call();
      }
      calls += 500;
      used = processorTime() - start;
    }
    return (double) used / calls;
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
