package io.stackstate.functions.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.sandbox.Limits;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ScriptCacheTest {
  private static ScriptSource source(String text) {
    return ScriptSource.statements("cached", text, FunctionCompiler.allowed());
  }

  @Test
  void theSameSourceIsCompiledOnce() throws Exception {
    ScriptCache cache = new ScriptCache(new ScriptCompiler(), 10);

    assertThat(cache.get(source("1 + 1"))).isSameAs(cache.get(source("1 + 1")));
    assertThat(cache.get(source("1 + 2"))).isNotSameAs(cache.get(source("1 + 1")));
  }

  @Test
  void threadsThatAskAtTheSameTimeGetTheSame() throws Exception {
    ScriptCache cache = new ScriptCache(new ScriptCompiler(), 10);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<CompiledScript>> tasks = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        tasks.add(() -> cache.get(source("[1, 2].sum()")));
      }
      List<Future<CompiledScript>> results = threads.invokeAll(tasks);
      CompiledScript first = results.get(0).get();
      for (Future<CompiledScript> result : results) {
        assertThat(result.get()).isSameAs(first);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void failuresAreNotKept() {
    ScriptCache cache = new ScriptCache(new ScriptCompiler(), 10);

    assertThatThrownBy(() -> cache.get(source("if ("))).isInstanceOf(ScriptException.class);
    assertThat(cache.size()).isZero();
  }

  @Test
  void threadsDoNotSeeEachOthersVariables() throws Exception {
    CompiledScript script =
        new ScriptCompiler()
            .compile(source("total = 0; list.each { n -> total += n }; seen = total; seen"));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Object>> results = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        int n = i;
        results.add(
            threads.submit(
                () ->
                    script.run(
                        new HashMap<>(Map.of("list", List.of(n, 1))),
                        Limits.FUNCTION.withTime(Duration.ofSeconds(60)))));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(i + 1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Classes of forgotten versions go, so that they do not pile up however many there were. */
  @Test
  void asManyClassesStayAsTheCacheHasRoomFor() throws Exception {
    ScriptCache cache = new ScriptCache(new ScriptCompiler(), 5);
    compileVersions(cache, 0, 50);
    long before = classesAfterUnloading();

    compileVersions(cache, 50, 550);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(classesAfterUnloading()).isLessThan(before + 150));
  }

  private static void compileVersions(ScriptCache cache, int from, int to) throws Exception {
    for (int version = from; version < to; version++) {
      CompiledScript script =
          cache.get(source("x = %d; [x].collect { it + 1 }[0]".formatted(version)));
      script.run(new HashMap<>(), Limits.FUNCTION.withTime(Duration.ofSeconds(60)));
    }
  }

  private static long classesAfterUnloading() {
    System.gc();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  /** Each version has classes of its own, which must go when it is forgotten. */
  @Test
  void forgottenVersionsTakeTheirClassesWithThem() throws Exception {
    ScriptCache cache = new ScriptCache(new ScriptCompiler(), 10);
    WeakReference<Class<?>> first = null;
    for (int version = 0; version < 100; version++) {
      CompiledScript script =
          cache.get(source("x = [a: %d]; [x].collect { it.a + 1 }[0]".formatted(version)));
      assertThat(script.run(new HashMap<>(), Limits.FUNCTION.withTime(Duration.ofSeconds(60))))
          .isEqualTo(version + 1);
      if (version == 0) {
        first = new WeakReference<>(script.type());
      }
    }
    WeakReference<Class<?>> forgotten = first;

    assertThat(cache.size()).isEqualTo(10);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(forgotten.get()).isNull();
            });
    assertThat(ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount())
        .isGreaterThan(100);
  }
}
